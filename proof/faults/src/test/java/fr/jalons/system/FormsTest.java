package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static fr.jalons.system.Forms.choose;
import static fr.jalons.system.Forms.done;
import static fr.jalons.system.Forms.field;
import static fr.jalons.system.Forms.open;
import static fr.jalons.system.Forms.send;
import static fr.jalons.system.Forms.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.jalons.faults.JalonsProcess;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A teacher's work in a real browser, without the API. */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
class FormsTest {
  /** The link to the rest of a list, which the files of its table keep in their addresses. */
  private static final String OLDER =
      "main a[href*='after=']:not([href*='csv=']):not([href*='xlsx='])";

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

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

  @Test
  void aTeacherRecordsANeedAnInterviewASessionItsRollAndAnAssessment() {
    List<String> complaints = new ArrayList<>();
    Page page = chromium.page();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    String yesterday = TODAY.minusDays(1).toString();

    page.navigate(jalons.address("/classes/1CAPPSR"));
    signIn(page, "demo-teacher");
    page.locator("tbody a").first().click();
    assertThat(page.locator("#needs")).isVisible();
    String student = page.url();

    open(page, "Noter un besoin");
    field(page, "area").selectOption("AUTONOMY");
    field(page, "diagnosedOn").fill(TODAY.plusDays(3).toString());
    send(page);
    assertThat(page.locator("#refused")).isFocused();
    assertThat(page.locator("#field-description-error")).isVisible();
    field(page, "description").fill("Préparer son sac la veille");
    send(page);
    assertThat(page.locator("#field-diagnosedOn-error"))
        .hasText("La date ne peut pas être dans le futur.");
    assertThat(field(page, "description")).hasValue("Préparer son sac la veille");
    field(page, "diagnosedOn").fill(yesterday);
    send(page);
    done(page, "Noter un besoin");
    assertThat(page.locator("section[aria-labelledby=needs]"))
        .containsText("Préparer son sac la veille");

    open(page, "Noter un entretien");
    field(page, "heldOn").fill(yesterday);
    field(page, "summary").fill("Veut un stage en brigade");
    send(page);
    done(page, "Noter un entretien");
    assertThat(page.locator("section[aria-labelledby=interviews]"))
        .containsText("Veut un stage en brigade");

    open(page, "Évaluer une compétence");
    choose(page, "framework");
    choose(page, "competency");
    choose(page, "level");
    field(page, "context").selectOption("AP");
    field(page, "discipline").fill("Français");
    field(page, "observedOn").fill(yesterday);
    send(page);
    done(page, "Évaluer une compétence");

    page.navigate(jalons.address("/classes/1CAPPSR"));
    open(page, "Planifier une séance");
    assertThat(field(page, "audience")).hasValue("0990001X:D:1CAPPSR");
    page.locator("input[name=needIds]").first().check();
    field(page, "title").fill("Lire une fiche technique");
    field(page, "start").fill(yesterday + "T10:00");
    field(page, "minutes").fill("55");
    send(page);
    done(page, "Planifier une séance");

    open(page, "Faire l’appel");
    Locator lines = page.locator("[data-roll=line]");
    assertThat(lines.nth(3)).isVisible();
    int members = lines.count();
    for (int i = 0; i < 2; i++) {
      lines.nth(i).getByText("Justifié", new Locator.GetByTextOptions().setExact(true)).click();
    }
    lines.first().locator("select[name$='.cause']").selectOption("PLACEMENT");
    page.locator("[data-roll=send]").click();
    assertThat(page.locator("[data-roll=sent]")).isVisible();
    assertThat(page.locator("tbody")).containsText("Absence justifiée");
    assertThat(page.locator("tbody")).containsText("En PFMP");
    assertThat(page.locator("tbody tr")).hasCount(members);

    page.navigate(student);
    assertThat(page.locator("section[aria-labelledby=sessions]"))
        .containsText("Lire une fiche technique");
    assertThat(complaints.stream().filter(text -> !text.contains("422")).toList())
        .as("what the browser complains about")
        .isEmpty();
  }

  /** The same form sent twice, as by going back in haste, is obeyed once. */
  @Test
  void aFormSentTwiceIsObeyedOnce() {
    Page page = chromium.page();
    page.navigate(jalons.address("/classes/1CAPPSR"));
    signIn(page, "demo-teacher");
    page.locator("tbody a").first().click();
    String student = page.url();
    open(page, "Noter un entretien");
    field(page, "heldOn").fill(TODAY.minusDays(1).toString());
    field(page, "summary").fill("Envoyé deux fois");
    page.evaluate(
        """
        () => {
          const form = document.querySelector('main form');
          return fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
        }
        """);
    send(page);
    done(page, "Noter un entretien");
    page.navigate(student);
    assertThat(entry(page, "Envoyé deux fois")).hasCount(1);
  }

  @Test
  void aTeacherCorrectsAndWithdrawsWhatTheyRecordedAndTheHistoryShowsBoth() {
    Page page = chromium.page();
    page.navigate(jalons.address("/classes/1CAPPSR"));
    signIn(page, "demo-teacher");
    page.locator("tbody a").first().click();
    String student = page.url();
    open(page, "Noter un entretien");
    field(page, "heldOn").fill(TODAY.minusDays(1).toString());
    field(page, "summary").fill("Veut être boulangère");
    send(page);
    done(page, "Noter un entretien");

    entry(page, "Veut être boulangère").getByText("Pièce").click();
    open(page, "Corriger cette pièce");
    assertThat(field(page, "summary")).hasValue("Veut être boulangère");
    field(page, "summary").fill("Veut être pâtissière");
    send(page);
    assertThat(page.locator("#field-correctionReason-error")).isVisible();
    field(page, "correctionReason").fill("Mal noté");
    send(page);
    done(page, "Corriger cette pièce");
    assertThat(page.locator("tbody tr")).hasCount(2);

    open(page, "Retirer cette pièce");
    field(page, "reason").fill("Un autre élève");
    send(page);
    done(page, "Retirer cette pièce");
    assertThat(page.locator("main")).containsText("Un autre élève");

    page.navigate(student);
    assertThat(page.locator("del", new Page.LocatorOptions().setHasText("Veut être pâtissière")))
        .isVisible();
    page.navigate(student + "/history");
    StringBuilder history = new StringBuilder(page.locator("main").textContent());
    for (Locator more = page.locator(OLDER); more.count() > 0; more = page.locator(OLDER)) {
      page.navigate(jalons.address(more.first().getAttribute("href")));
      history.append(page.locator("main").textContent());
    }
    assertThat(history)
        .contains("Veut être boulangère", "Mal noté", "Veut être pâtissière", "Un autre élève");
  }

  private static Locator entry(Page page, String text) {
    return page.locator("section[aria-labelledby=interviews] li")
        .filter(new Locator.FilterOptions().setHasText(text));
  }
}
