package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.jalons.system.Forms.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * With the thumb of one hand: rolls while the network comes and goes, levels of a class, and needs.
 */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
class TelephoneTest {
  private static final int LEAST_HEIGHT = 44;
  private static final String HELD = "**/api/sessions/*/held";

  private static JalonsProcess jalons;
  private static Chromium chromium;

  @BeforeAll
  static void start(JalonsProcess site) {
    jalons = site;
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  /** A session of yesterday whose roll nobody has taken. */
  private static String session() throws IOException {
    LocalDate yesterday = LocalDate.now(ZoneId.of("Europe/Paris")).minusDays(1);
    return jalons
        .post(
            "/api/sessions",
            Map.of(
                "title",
                "Appel " + UUID.randomUUID(),
                "audience",
                Map.of("class", "1CAPPSR"),
                "start",
                yesterday + "T10:00",
                "minutes",
                55,
                "natures",
                List.of("AUTONOMY")))
        .expect(201)
        .json()
        .get("id")
        .asString();
  }

  private static BrowserContext telephone(int width) {
    return chromium
        .browser()
        .newContext(
            new Browser.NewContextOptions()
                .setLocale("fr-FR")
                .setViewportSize(width, 740)
                .setHasTouch(true)
                .setIsMobile(true)
                .setReducedMotion(ReducedMotion.REDUCE)); // a tap while the page scrolls is lost
  }

  private static Page roll(BrowserContext telephone, String session) {
    Page page = telephone.newPage();
    page.navigate(jalons.address("/sessions/" + session + "/held"));
    if (page.url().contains("/login")) {
      signIn(page, "demo-teacher");
    }
    assertThat(lines(page)).hasCount(14);
    return page;
  }

  private static Locator lines(Page page) {
    return page.locator("[data-roll=line]");
  }

  private static Locator status(Page page, int line, String status) {
    return lines(page).nth(line).getByText(status, new Locator.GetByTextOptions().setExact(true));
  }

  private static Locator send(Page page) {
    return page.locator("[data-roll=send]");
  }

  private static int held(String session) throws IOException {
    return jalons.get("/api/sessions/" + session).expect(200).json().get("attendance").size();
  }

  /** How many lines the roll has, once it has some: read models may be a moment behind. */
  private static int called(Page page, String session) {
    AtomicInteger lines = new AtomicInteger();
    page.waitForCondition(
        () -> {
          try {
            lines.set(held(session));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return lines.get() > 0;
        });
    return lines.get();
  }

  /** How often the log says that the session was held. */
  private static int heldEvents(String session) throws IOException {
    String student =
        jalons.get("/api/sessions/" + session).json().get("students").get(0).asString();
    int found = 0;
    JsonNode page;
    String after = "0";
    do {
      page =
          jalons
              .get("/api/students/" + student + "/history?limit=1000&after=" + after)
              .expect(200)
              .json();
      for (JsonNode event : page.get("events")) {
        if (event.get("type").asString().equals("delivery.SessionHeld")
            && event.get("payload").get("session").asString().equals(session)) {
          found++;
        }
      }
      after = page.get("next").asString();
    } while (!page.get("next").isNull());
    return found;
  }

  private static String statusOf(String session, int line) throws IOException {
    return jalons
        .get("/api/sessions/" + session)
        .expect(200)
        .json()
        .get("attendance")
        .get(line)
        .get("status")
        .asString();
  }

  private static void isSent(Page page, String session) {
    page.waitForURL("**/sessions/" + session);
    assertThat(page.locator("[data-roll=sent]")).containsText("Appel envoyé");
    assertThat(called(page, session)).isEqualTo(14);
  }

  @Test
  void fourteenStudentsTakeNoMoreThanSixteenTapsAndNoSidewaysScroll() throws IOException {
    String session = session();
    int taps = 0;
    try (BrowserContext telephone = telephone(320)) {
      Page page = roll(telephone, session);
      for (int width : new int[] {320, 390}) {
        page.setViewportSize(width, 740);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .as("width " + width)
            .isEqualTo(true);
        for (Locator button : page.locator("[data-roll=line] label.btn").all()) {
          assertThat(button.boundingBox().height).isGreaterThanOrEqualTo(LEAST_HEIGHT);
        }
      }
      assertThat(page.locator("[data-roll=line] input[value=PRESENT]:checked")).hasCount(14);
      for (int line = 0; line < 14; line++) {
        status(page, line, line % 2 == 0 ? "Absent" : "Retard").tap();
        taps++;
      }
      assertThat(send(page)).isInViewport();
      send(page).tap();
      taps++;
      isSent(page, session);
    }
    assertThat(taps).isLessThanOrEqualTo(16);
  }

  @Test
  void aWrongTapIsUndoneByOneTap() throws IOException {
    String session = session();
    try (BrowserContext telephone = telephone(390)) {
      Page page = roll(telephone, session);
      Locator undo = page.locator("[data-roll=undo]");
      assertThat(undo).isDisabled();
      status(page, 0, "Retard").tap();
      status(page, 0, "Absent").tap();
      status(page, 1, "Justifié").tap();
      undo.tap();
      undo.tap();
      assertThat(lines(page).nth(0).locator("input[value=LATE]")).isChecked();
      assertThat(lines(page).nth(1).locator("input[value=PRESENT]")).isChecked();
      undo.tap();
      assertThat(undo).isDisabled();
      send(page).tap();
      isSent(page, session);
    }
    for (int line = 0; line < 14; line++) {
      assertThat(statusOf(session, line)).isEqualTo("PRESENT");
    }
  }

  @Test
  void aRollWithoutNetworkIsKeptWithoutNamesAndSentOnceItIsBack() throws IOException {
    String session = session();
    try (BrowserContext telephone = telephone(390)) {
      Page page = roll(telephone, session);
      String name = lines(page).first().locator("legend").textContent();
      status(page, 0, "Absent").tap();
      telephone.setOffline(true);
      status(page, 1, "Absent").tap();
      send(page).tap();
      assertThat(page.locator("[data-state=kept]")).containsText("conservé sur cet appareil");
      assertThat(send(page)).isDisabled();
      assertThat(String.valueOf(page.evaluate("JSON.stringify(localStorage)")))
          .contains(session)
          .doesNotContain(name);
      assertThat(held(session)).isZero();

      telephone.setOffline(false);
      isSent(page, session);
      assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
    }
    assertThat(heldEvents(session)).isEqualTo(1);
  }

  /** The answer is lost on the way, so nobody knows whether it was recorded. */
  @Test
  void aRollWhoseAnswerIsLostIsSentAgainAndRecordedOnce() throws IOException {
    String session = session();
    try (BrowserContext telephone = telephone(390)) {
      Page page = roll(telephone, session);
      AtomicInteger lost = new AtomicInteger();
      page.route(
          HELD,
          route -> {
            route.fetch();
            route.abort("connectionreset");
            lost.incrementAndGet();
          });
      send(page).tap();
      page.waitForCondition(() -> lost.get() > 0);
      page.unroute(HELD);
      assertThat(page.locator("[data-state=kept]")).isVisible();
      assertThat(called(page, session)).isEqualTo(14);
      page.evaluate("dispatchEvent(new Event('online'))");
      isSent(page, session);
    }
    assertThat(heldEvents(session)).isEqualTo(1);
  }

  @Test
  void twoTapsAndTwoTabsAreOneRoll() throws IOException {
    String session = session();
    try (BrowserContext telephone = telephone(390)) {
      Page page = roll(telephone, session);
      Page other = roll(telephone, session);
      telephone.setOffline(true);
      send(other).tap();
      assertThat(other.locator("[data-state=kept]")).isVisible();
      assertThat(send(page)).isDisabled();
      telephone.setOffline(false);
      isSent(other, session);
      page.waitForURL("**/sessions/" + session);
    }
    assertThat(heldEvents(session)).isEqualTo(1);

    String next = session();
    try (BrowserContext telephone = telephone(390)) {
      Page page = roll(telephone, next);
      send(page).dblclick();
      isSent(page, next);
    }
    assertThat(heldEvents(next)).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsSaidAndCanBeMended() throws IOException {
    String session = session();
    try (BrowserContext telephone = telephone(390)) {
      Page page = roll(telephone, session);
      status(page, 0, "Retard").tap();
      lines(page).first().locator("input[name$='.minutes']").fill("300");
      send(page).tap();
      assertThat(page.locator("[data-roll=refused]")).containsText("55");
      assertThat(held(session)).isZero();
      lines(page).first().locator("input[name$='.minutes']").fill("40");
      send(page).tap();
      isSent(page, session);
    }
  }

  /** Choosing the competency counts twice: the list is opened, and one of it taken. */
  @Test
  void aCompetencyOfFourteenStudentsTakesNoMoreThanTwentyTaps() {
    try (BrowserContext telephone = telephone(320)) {
      Page page = telephone.newPage();
      page.navigate(jalons.address("/classes/assessments?class=1CAPPSR"));
      signIn(page, "demo-teacher");
      assertThat(page.locator("fieldset.roll-line")).hasCount(14);
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      page.locator("#field-competency").selectOption("CPS-C1.1");
      int taps = 2;
      for (Locator line : page.locator("fieldset.roll-line").all()) {
        Locator level = line.getByText("3", new Locator.GetByTextOptions().setExact(true));
        assertThat(level.boundingBox().height).isGreaterThanOrEqualTo(LEAST_HEIGHT);
        level.tap();
        assertThat(line.locator("input:checked")).hasCount(1);
        taps++;
      }
      page.locator("main form button[type=submit]").tap();
      taps++;
      assertThat(page.locator("main [role=status]")).containsText("14 évaluations");
      assertThat(taps).isLessThanOrEqualTo(20);
    }
  }

  /** From the list of the class. What is chosen of a list counts twice, as above. */
  @Test
  void aNeedTakesNoMoreThanSixTaps() {
    try (BrowserContext telephone = telephone(390)) {
      Page page = telephone.newPage();
      page.navigate(jalons.address("/classes/1CAPPSR"));
      signIn(page, "demo-teacher");
      page.locator("tbody th a").first().tap();
      int taps = 1;
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Noter un besoin"))
          .first()
          .tap();
      taps++;
      page.locator("#field-area").selectOption("AUTONOMY");
      taps += 2;
      page.locator("#field-description").tap();
      taps++;
      page.keyboard().type("Noté au téléphone");
      page.locator("main form button[type=submit]").tap();
      taps++;
      assertThat(page.locator("main [role=status]")).containsText("Enregistré : Noter un besoin");
      assertThat(page.locator("section[aria-labelledby=needs]")).containsText("Noté au téléphone");
      assertThat(taps).isLessThanOrEqualTo(6);
    }
  }

  @Test
  void aGuardianIsAtTheirChildsPageAtOnceOrAfterOneTap() {
    try (BrowserContext telephone = telephone(390)) {
      Page page = telephone.newPage();
      page.navigate(jalons.address("/"));
      page.locator("#username").fill("demo-guardian");
      page.locator("#password").fill("demo");
      page.locator("main button[type=submit]").first().tap();
      page.locator("main a[href^='/students/']").first().tap();
      assertThat(page.locator("main #needs")).isVisible();
    }
  }

  /** One question, from the page after signing in on. */
  @Test
  void aGuardianAnswersASurveyInNoMoreThanThreeTaps() throws IOException {
    String title = "Enquête " + UUID.randomUUID();
    jalons
        .post(
            "/api/surveys",
            Map.of(
                "title",
                title,
                "audience",
                "GUARDIANS",
                "class",
                "1CAPPSR",
                "anonymous",
                true,
                "questions",
                List.of(Map.of("id", "q", "text", "Tout va bien ?", "kind", "SCALE_1_5")),
                "closesOn",
                LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(3).toString()))
        .expect(201);
    try (BrowserContext telephone = telephone(390)) {
      Page page = telephone.newPage();
      page.navigate(jalons.address("/"));
      signIn(page, "demo-guardian");
      Locator waiting =
          page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title).setExact(true));
      page.waitForCondition(
          () -> {
            if (waiting.count() == 0) {
              page.reload(); // the read models may be a moment behind
            }
            return waiting.count() == 1;
          });
      waiting.tap();
      int taps = 1;
      Locator good =
          page.locator("main fieldset")
              .getByText("4", new Locator.GetByTextOptions().setExact(true));
      assertThat(good).isVisible();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      assertThat(good.boundingBox().height).isGreaterThanOrEqualTo(LEAST_HEIGHT);
      good.tap();
      taps++;
      page.locator("main form button[type=submit]").tap();
      taps++;
      assertThat(page.locator("main [role=status]")).containsText("est enregistrée. Merci.");
      assertThat(taps).isLessThanOrEqualTo(3);
      page.navigate(jalons.address("/"));
      assertThat(page.locator("main h1")).isVisible();
      assertThat(waiting).hasCount(0);
    }
  }
}
