package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A page that is open while a colleague records something. */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
class LivePageTest {
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

  private static Page student() {
    Page page = chromium.page();
    page.navigate(jalons.address("/classes/1CAPPSR"));
    page.locator("#username").fill("demo-teacher");
    page.locator("#password").fill("demo");
    page.locator("main button[type=submit]").first().click();
    page.locator("tbody a").first().click();
    assertThat(page.locator("main[data-live]")).isVisible();
    return page;
  }

  /** A colleague, who records what stands on the page soon. */
  private static String diagnosed(Page page) throws IOException {
    String student = page.url().replaceAll(".*/students/([^/?#]+).*", "$1");
    String text = "Ranger son poste " + UUID.randomUUID();
    jalons
        .post(
            "/api/students/" + student + "/needs",
            Map.of(
                "area",
                "AUTONOMY",
                "description",
                text,
                "diagnosedOn",
                LocalDate.now(ZoneId.of("Europe/Paris")).toString()))
        .expect(201);
    return text;
  }

  @Test
  void itShowsItInItsPlaceAndKeepsWhatIsOpened() throws IOException {
    Page page = student();
    Locator details = page.locator("main details").first();
    details.locator("summary").first().click();
    page.evaluate("scrollTo(0, 400)");

    String first = diagnosed(page);
    assertThat(page.locator("section[aria-labelledby=needs]")).containsText(first);
    assertThat(details).hasAttribute("open", "");
    assertThat(page.evaluate("scrollY")).isEqualTo(400);

    String second = diagnosed(page);
    assertThat(page.locator("section[aria-labelledby=needs]")).containsText(second);
    page.context().close();
  }

  @Test
  void itLeavesAloneWhatIsBeingEntered() throws IOException {
    Page page = student();
    String day = LocalDate.now(ZoneId.of("Europe/Paris")).minusDays(30).toString();
    page.locator("#asOf").fill(day);
    String text = diagnosed(page);
    Locator notice = page.locator("[data-live-notice]");
    assertThat(notice).isVisible();
    assertThat(page.locator("#asOf")).hasValue(day);
    assertThat(page.locator("main")).not().containsText(text);

    notice.locator("a").click();
    assertThat(page.locator("main")).containsText(text);
    page.context().close();
  }

  @Test
  void aClassShowsItToo() throws IOException {
    Page student = student();
    Page page = student.context().newPage();
    page.navigate(jalons.address("/classes/1CAPPSR"));
    Object before = page.evaluate("document.querySelector('main').dataset.position");
    diagnosed(student);
    page.waitForFunction(
        "before => document.querySelector('main').dataset.position !== before", before);
    page.context().close();
  }
}
