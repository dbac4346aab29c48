package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import fr.jalons.faults.JalonsProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Passkeys in a real browser, with authenticators that the browser plays. */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
class PasskeyPagesTest {
  private static JalonsProcess jalons;
  private static Chromium chromium;

  private final List<String> complaints = new ArrayList<>();
  private String authenticator = "";

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
  void aPasskeyIsMadeSignsInWithoutAPasswordAndIsRefusedOnceItIsRemoved() {
    Page page = page();
    CDPSession device = device(page, true);
    page.navigate(jalons.address("/account"));
    signIn(page, "demo-cpe");
    add(page, "Téléphone");
    assertThat(page.locator("#codes li")).hasCount(10);
    assertThat(page.locator("#passkey-1")).hasText("Téléphone");
    assertThat(page.locator("main")).containsText("pas encore utilisée");

    press(page, "Se déconnecter");
    press(page, "Se connecter avec une clé d’accès");
    assertThat(page.locator("nav")).containsText("Classes");
    press(page, "Se déconnecter");

    signIn(page, "demo-cpe");
    press(page, "Utiliser une clé d’accès");
    assertThat(page.locator("nav")).containsText("Classes");
    press(page, "Se déconnecter");

    JsonObject unverified = new JsonObject();
    unverified.addProperty("authenticatorId", authenticator);
    unverified.addProperty("isUserVerified", false);
    device.send("WebAuthn.setUserVerified", unverified);
    press(page, "Se connecter avec une clé d’accès");
    assertThat(page.locator("form[data-passkey] [role=alert]")).isVisible();
    unverified.addProperty("isUserVerified", true);
    device.send("WebAuthn.setUserVerified", unverified);
    press(page, "Se connecter avec une clé d’accès");
    assertThat(page.locator("nav")).containsText("Classes");

    page.navigate(jalons.address("/account"));
    assertThat(page.locator("main")).containsText("utilisée la dernière fois le");
    page.locator("summary").first().click();
    page.locator("#passkey-password-1").fill("demo");
    press(page, "Retirer la clé d’accès");
    assertThat(page.locator("main")).containsText("Vous n’en avez pas");
    press(page, "Se déconnecter");
    press(page, "Se connecter avec une clé d’accès");
    assertThat(page.locator("#passkey-refused")).isVisible();
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  @Test
  void aDeviceThatCannotVerifyItsOwnerMakesNone() {
    Page page = page();
    device(page, false);
    page.navigate(jalons.address("/account"));
    signIn(page, "demo-psyen");
    add(page, "Clé sans code");
    assertThat(page.locator("form[data-passkey=create] [role=alert]")).isVisible();
    page.navigate(jalons.address("/account"));
    assertThat(page.locator("main")).containsText("Vous n’en avez pas");
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  private CDPSession device(Page page, boolean verifies) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("WebAuthn.enable");
    JsonObject kind = new JsonObject();
    kind.addProperty("protocol", "ctap2");
    kind.addProperty("transport", "internal");
    kind.addProperty("hasResidentKey", true);
    kind.addProperty("hasUserVerification", verifies);
    kind.addProperty("isUserVerified", verifies);
    JsonObject options = new JsonObject();
    options.add("options", kind);
    authenticator =
        session
            .send("WebAuthn.addVirtualAuthenticator", options)
            .get("authenticatorId")
            .getAsString();
    return session;
  }

  private Page page() {
    Page page = chromium.page();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    return page;
  }

  private static void add(Page page, String label) {
    page.locator("#label").fill(label);
    page.locator("#passkey-password").fill("demo");
    press(page, "Ajouter une clé d’accès");
    assertThat(page.locator("main")).containsText("Créer la clé d’accès");
    press(page, "Créer la clé d’accès");
  }

  private static void signIn(Page page, String login) {
    page.getByLabel("Identifiant").fill(login);
    page.getByLabel("Mot de passe").fill("demo");
    press(page, "Se connecter");
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
