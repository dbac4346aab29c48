package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import fr.jalons.faults.JalonsProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration school in a real browser: from signing in to a student's history. */
class PagesTest {
  @TempDir Path directory;

  @Test
  void aTeacherFollowsAStudentFromTheClassToTheHistory() throws Exception {
    try (JalonsProcess jalons = new JalonsProcess(directory, true);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(Chromium.options())) {
      jalons.start();
      assertThat(jalons.serverLog()).containsPattern("Wrote \\d+ commands, 0 refused");
      Page page = browser.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));

      page.navigate(jalons.address("/classes"));
      page.getByLabel("Identifiant").fill("demo-teacher");
      page.getByLabel("Mot de passe").fill("demo");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Se connecter")).click();

      assertThat(page.locator("tbody tr")).hasCount(2); // of three: those he works with
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("1CAPPSR")).click();
      assertThat(page.locator(".card")).hasCount(5);
      assertThat(page.locator("tbody tr")).hasCount(14);
      assertThat(page.locator("tbody")).not().containsText("∅");

      page.locator("tbody a").first().click();
      assertThat(page.locator("#needs")).isVisible();
      assertThat(page.locator("main")).containsText("séances suivies");

      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Historique complet"))
          .click();
      assertThat(page.locator("tbody tr").count()).isGreaterThan(20);
      assertThat(page.locator("tbody")).containsText("Besoin diagnostiqué");
      page.locator("details summary").first().click();
      assertThat(complaints).as("what the browser complains about").isEmpty();
    }
  }

  @Test
  void anAdministratorVerifiesTheLogAndRebuildsTheReadModels() throws Exception {
    try (JalonsProcess jalons = new JalonsProcess(directory, true);
        Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(Chromium.options())) {
      jalons.start();
      Page page = browser.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));

      page.navigate(jalons.address("/operations"));
      page.getByLabel("Identifiant").fill("demo-admin");
      page.getByLabel("Mot de passe").fill("demo");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Se connecter")).click();
      assertThat(page.locator("main")).containsText("Aucun : tous les tableaux");

      press(page, "Vérifier le journal");
      assertThat(page.locator("#works")).containsText("intact");
      press(page, "Tout reconstruire");
      assertThat(page.locator("#works")).containsText("0 lignes corrigées");
      page.navigate(jalons.address("/"));
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Exploitation")).click();
      assertThat(page.locator("#works tbody tr")).hasCount(2);
      String shot = System.getProperty("jalons.screenshot");
      if (shot != null) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(shot)).setFullPage(true));
      }
      assertThat(complaints).as("what the browser complains about").isEmpty();
    }
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }
}
