package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by OpenID Connect as a real browser does, with a real Keycloak. */
@Tag("keycloak")
class KeycloakTest {
  private static final int TOKEN_SECONDS = 5;
  private static final String SCHOOL = "0990001X";

  @TempDir Path directory;

  @Test
  void peopleSignInWithTheAccountOfTheirSchoolAndOutAgain() throws Exception {
    Path home = Path.of(System.getProperty("jalons.keycloak"));
    try (KeycloakServer keycloak = new KeycloakServer(home, directory.resolve("keycloak.log"));
        JalonsProcess jalons = new JalonsProcess(directory, false);
        Chromium chromium = new Chromium()) {
      Browser browser = chromium.browser();
      jalons
          .with("JALONS_DEMO", "true") // its school, but not its accounts
          .with("JALONS_OIDC_ISSUER", keycloak.issuer())
          .with("JALONS_OIDC_CLIENT_ID", "jalons")
          .with("JALONS_OIDC_CLIENT_SECRET", "secret-of-jalons")
          .with("JALONS_OIDC_ACCOUNT_CLAIM", "compte")
          .with("JALONS_OIDC_ROLES_CLAIM", "realm_access.roles")
          .with("JALONS_OIDC_ROLES", "prof=TEACHER,proviseur=HEAD,technicien=ADMINISTRATOR")
          .start();
      invite(
          jalons, "demo-teacher", "TEACHER", Map.of("school", SCHOOL, "person", teacher(jalons)));
      invite(jalons, "demo-cpe", "CPE", Map.of("school", SCHOOL, "classes", List.of("1CAPPSR")));

      aTeacherComesBackToThePageSheWanted(browser, jalons);
      whatOneIsThereCountsHereButForAdministrators(browser, jalons);
      nobodyComesInWithoutAnAccountHere(browser, jalons);
      signingOutHereSignsOutThere(browser, jalons);
      aSessionLivesOnWithItsTokenAndEndsWithIt(browser, jalons, keycloak);
      assertThat(jalons.serverLog()).doesNotContain("anne-password", "Professeure");
    }
  }

  /** An account that only signs in over there needs no password of its own. */
  private static void invite(
      JalonsProcess jalons, String login, String role, Map<String, Object> scope)
      throws IOException {
    jalons
        .post("/api/accounts", Map.of("login", login, "roles", List.of(role), "scope", scope))
        .expect(201);
  }

  /** Who teaches the first class and not the second. */
  private static String teacher(JalonsProcess jalons) throws Exception {
    Properties env = jalons.connection();
    String url =
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                env.getProperty("PGHOST"),
                env.getProperty("PGPORT"),
                env.getProperty("PGDATABASE"));
    String assigned =
        "select payload ->> 'teacher' from eventlog.event where type = 'planning.TeacherAssigned'"
            + " and payload ->> 'structure' = '0990001X:D:%s'";
    try (Connection connection =
            DriverManager.getConnection(
                url, env.getProperty("PGUSER"), env.getProperty("PGPASSWORD"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                assigned.formatted("1CAPPSR") + " except " + assigned.formatted("1CAPEPC"))) {
      row.next();
      return row.getString(1);
    }
  }

  private static void aTeacherComesBackToThePageSheWanted(Browser browser, JalonsProcess jalons) {
    try (Page page = browser.newPage(new Browser.NewPageOptions().setLocale("fr-FR"))) {
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      signIn(page, jalons, "anne");
      assertThat(page).hasURL(Pattern.compile(".*/classes.*"));
      assertThat(page.locator("tbody tr")).hasCount(2); // those they work with
      assertThat(page.locator("header")).containsText("demo-teacher");
      assertThat(complaints).isEmpty();
    }
  }

  private static void whatOneIsThereCountsHereButForAdministrators(
      Browser browser, JalonsProcess jalons) throws IOException {
    int all = jalons.get("/api/classes").expect(200).json().size();
    try (Page page = browser.newPage(new Browser.NewPageOptions().setLocale("fr-FR"))) {
      signIn(page, jalons, "zoe"); // here the CPE of one class, there the head
      assertThat(page.locator("tbody tr")).hasCount(all);
      assertThat(page.locator("header")).not().containsText("Exploitation");
    }
  }

  private static void nobodyComesInWithoutAnAccountHere(Browser browser, JalonsProcess jalons) {
    try (Page page = browser.newPage(new Browser.NewPageOptions().setLocale("fr-FR"))) {
      signIn(page, jalons, "inconnu");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("n’est pas connu de Jalons");
    }
  }

  private static void signingOutHereSignsOutThere(Browser browser, JalonsProcess jalons) {
    try (Page page = browser.newPage(new Browser.NewPageOptions().setLocale("fr-FR"))) {
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      signIn(page, jalons, "anne");
      press(page, "Se déconnecter");
      assertThat(page.getByRole(AriaRole.STATUS)).containsText("déconnecté");
      page.navigate(jalons.address("/classes"));
      assertThat(page.getByLabel("Identifiant")).isVisible();
      outside(page);
      assertThat(page.locator("#kc-form-login")).isVisible(); // its password is asked for again
      assertThat(complaints).isEmpty();
    }
  }

  private static void aSessionLivesOnWithItsTokenAndEndsWithIt(
      Browser browser, JalonsProcess jalons, KeycloakServer keycloak) throws Exception {
    try (Page page = browser.newPage(new Browser.NewPageOptions().setLocale("fr-FR"))) {
      signIn(page, jalons, "anne");
      Thread.sleep((TOKEN_SECONDS + 1) * 1000L);
      page.navigate(jalons.address("/classes"));
      assertThat(page.locator("tbody tr")).hasCount(2);

      keycloak.signOut("anne");
      Thread.sleep((TOKEN_SECONDS + 1) * 1000L);
      page.navigate(jalons.address("/classes"));
      assertThat(page.getByLabel("Identifiant")).isVisible();
    }
  }

  private static void signIn(Page page, JalonsProcess jalons, String user) {
    page.navigate(jalons.address("/classes"));
    outside(page);
    // The browser complains if somebody types before the provider's page has set the focus.
    assertThat(page.locator("#kc-form-login #username")).isFocused();
    page.locator("#username").fill(user);
    page.locator("#password").fill(user + "-password");
    page.locator("#kc-login").click();
  }

  private static void outside(Page page) {
    page.getByRole(
            AriaRole.LINK,
            new Page.GetByRoleOptions().setName("Se connecter avec le compte de l’établissement"))
        .click();
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }
}
