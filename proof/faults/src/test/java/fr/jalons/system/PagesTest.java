package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import fr.jalons.faults.JalonsProcess;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The demonstration school in a real browser: from signing in to a student's history. */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
class PagesTest {
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

  /** Of a visitor of its own; what the browser complains about is added to the list. */
  private static Page page(List<String> complaints) {
    Page page = chromium.page();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    return page;
  }

  @Test
  void aTeacherFollowsAStudentFromTheClassToTheHistory() throws Exception {
    List<String> complaints = new ArrayList<>();
    Page page = page(complaints);

    page.navigate(jalons.address("/classes"));
    signIn(page, "demo-teacher", "demo");

    assertThat(page.locator("tbody tr")).hasCount(2); // of three: those they work with
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("1CAPPSR")).click();
    assertThat(page.locator(".card", new Page.LocatorOptions().setHasText("S42"))).hasCount(1);
    assertThat(page.locator("tbody tr")).hasCount(14);
    assertThat(page.locator("tbody")).not().containsText("∅");

    page.locator("tbody a").first().click();
    assertThat(page.locator("#needs")).isVisible();
    assertThat(page.locator("main")).containsText("séances suivies");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Historique complet"))
        .click();
    assertThat(page.locator(".story li").nth(20)).isVisible(); // waits for the page to arrive
    assertThat(
            page.locator(".story", new Page.LocatorOptions().setHasText("Besoin diagnostiqué"))
                .first())
        .isVisible();
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  /** An import takes seconds: the page says so, and is not sent twice. */
  @Test
  void anImportIsSaidToBeUnderWayUntilItsAnswerIsHere() throws Exception {
    Page page = page(new ArrayList<>());
    page.navigate(jalons.address("/rosters"));
    signIn(page, "demo-admin", "demo");
    page.navigate(jalons.address("/rosters"));
    List<Route> held = new ArrayList<>();
    page.route(
        "**/rosters",
        route -> {
          if (route.request().method().equals("POST")) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    Locator said = page.locator("[data-under-way]");
    Locator send =
        page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Vérifier").setExact(true));
    page.locator("#files")
        .setInputFiles(
            new FilePayload("liste.csv", "text/csv", "Nom\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(said).isEmpty();

    send.click();
    assertThat(said).containsText("Lecture des fichiers en cours");
    assertThat(page.locator("main progress")).isVisible();
    assertThat(send).isDisabled();
    page.waitForCondition(() -> held.size() == 1);
    held.getFirst().resume();
    assertThat(page.locator("#outcome")).containsText("Rien n’est importé.");
    assertThat(said).isEmpty();
    assertThat(page.locator("main progress")).isHidden();
    assertThat(send).isEnabled();

    send.click();
    assertThat(send).isDisabled();
    page.waitForCondition(() -> held.size() == 2);
    held.getLast().abort();
    assertThat(said).containsText("Recommencez");
    assertThat(send).isEnabled();
    page.context().close();
  }

  /** A file may take a while: the page says so until it is saved. */
  @Test
  void aFileIsSaidToBeMadeUntilItIsSaved() throws Exception {
    List<String> complaints = new ArrayList<>();
    Page page = page(complaints);
    page.navigate(jalons.address("/classes"));
    signIn(page, "demo-teacher", "demo");
    page.navigate(jalons.address("/classes"));
    List<Route> held = new ArrayList<>();
    page.route("**/classes?csv=*", held::add);
    Locator place = page.locator("[data-download=place]");
    Locator said = page.locator("[data-download=said]");
    Locator link = page.locator("main a[download][href*='csv=']").first();
    assertThat(place).isHidden();

    link.click();
    assertThat(said).hasText("Le fichier se prépare…");
    assertThat(place.locator("progress")).isVisible();
    link.click();
    page.waitForCondition(() -> held.size() == 1);
    Download download = page.waitForDownload(() -> held.getFirst().resume());
    assertThat(said).hasText("Le fichier est enregistré.");
    assertThat(place.locator("progress")).isHidden();
    assertThat(held).hasSize(1);
    assertThat(download.suggestedFilename()).isEqualTo("jalons.csv");
    assertThat(Files.readString(download.path())).contains("1CAPPSR");
    assertThat(complaints).as("what the browser complains about").isEmpty();

    link.click();
    page.waitForCondition(() -> held.size() == 2);
    held.getLast().abort();
    assertThat(said).containsText("puis recommencez");
    page.context().close();
  }

  @Test
  void aStudentIsFoundFromAnyPageByTheKeyboard() throws Exception {
    Page page = page(new ArrayList<>());
    page.navigate(jalons.address("/plan"));
    signIn(page, "demo-teacher", "demo");
    page.navigate(jalons.address("/classes/1CAPPSR"));
    String name = page.locator("tbody th a").first().innerText();
    page.navigate(jalons.address("/plan"));

    page.waitForLoadState(LoadState.DOMCONTENTLOADED); // the script that listens has run
    page.keyboard().press("/");
    assertThat(page.locator("#find-student")).isFocused();
    page.keyboard().type(name.replaceAll(" \\(.*", "").toLowerCase(Locale.FRENCH));
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText(name);
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    page.keyboard().press("/");
    page.keyboard().type("zzz/");
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).containsText("zzz/");
  }

  @Test
  void anAdministratorVerifiesTheLogAndRebuildsTheReadModels() throws Exception {
    List<String> complaints = new ArrayList<>();
    Page page = page(complaints);

    page.navigate(jalons.address("/operations"));
    signIn(page, "demo-admin", "demo");
    assertThat(page.locator("main")).containsText("Aucun : tous les tableaux");

    press(page, "Vérifier le journal");
    assertThat(page.locator("#works")).containsText("intact");
    press(page, "Tout reconstruire");
    assertThat(page.locator("#works")).containsText("0 ligne corrigée");
    page.navigate(jalons.address("/"));
    press(page, "Administrer");
    page.locator("#menu a[href='/operations']").click();
    assertThat(page.locator("#works tbody tr")).hasCount(2);
    String shot = System.getProperty("jalons.screenshot");
    if (shot != null) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(shot)).setFullPage(true));
    }
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  /** Invited on the page of one browser, in by a password and a telephone's code in another. */
  @Test
  void aColleagueIsInvitedChoosesAPasswordAndSignsInWithASecondFactor() throws Exception {
    List<String> complaints = new ArrayList<>();
    Page admin = page(complaints);
    Page colleague = page(complaints);

    admin.navigate(jalons.address("/accounts"));
    signIn(admin, "demo-admin", "demo");
    admin.locator("#login").fill("m.durand");
    admin.locator("#new-CPE").check();
    admin.locator("#school").fill("0990001X");
    admin.locator("#classes").fill("1CAPPSR");
    press(admin, "Créer le compte et son lien");
    assertThat(admin.locator("#link")).containsText("m.durand");
    String link = admin.locator("#address").innerText();
    admin.reload();
    assertThat(admin.locator("#address")).hasCount(0);
    assertThat(admin.locator("tbody")).containsText("par user:demo-admin");

    String password = "quatre vaches bleues au pré";
    colleague.navigate(link);
    choose(colleague, "motdepasse123");
    assertThat(colleague.locator("#problem")).containsText("on essaie en premier");
    choose(colleague, password);
    assertThat(colleague.locator("main")).containsText("Votre mot de passe est enregistré");
    signIn(colleague, "m.durand", password);
    colleague.navigate(jalons.address("/account"));
    colleague.locator("#current").fill(password);
    press(colleague, "Activer le second facteur");
    assertThat(colleague.locator("#picture")).isVisible();
    assertThat((Boolean) colleague.evaluate("document.querySelector('#picture').naturalWidth > 0"))
        .as("the picture is shown, whatever the policy forbids")
        .isTrue();
    String secret = colleague.locator("#secret").innerText();
    colleague.locator("#code").fill(code(secret, 0));
    press(colleague, "Confirmer");
    assertThat(colleague.locator("#codes li")).hasCount(10);
    String recovery = colleague.locator("#codes li").first().innerText();

    press(colleague, "Se déconnecter partout");
    signIn(colleague, "m.durand", password);
    colleague.locator("#code").fill(code(secret, 1)); // the next: each is taken once
    press(colleague, "Continuer");
    assertThat(colleague.locator("nav")).containsText("Classes");
    press(colleague, "Se déconnecter");
    signIn(colleague, "m.durand", password);
    colleague.locator("#code").fill(recovery);
    press(colleague, "Continuer");
    colleague.navigate(jalons.address("/account"));
    assertThat(colleague.locator("#state")).containsText("9 codes de secours");
    complaints.removeIf(complaint -> complaint.contains("status of 400")); // as meant, above
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  private static void signIn(Page page, String login, String password) {
    page.getByLabel("Identifiant").fill(login);
    page.getByLabel("Mot de passe").fill(password);
    press(page, "Se connecter");
  }

  private static void choose(Page page, String password) {
    page.locator("#password").fill(password);
    page.locator("#repeated").fill(password);
    press(page, "Enregistrer le mot de passe");
  }

  /** What the telephone shows: RFC 6238, written once more. */
  private static String code(String secret, int off) throws Exception {
    String letters = secret.replace(" ", "");
    BigInteger bits = BigInteger.ZERO;
    for (char letter : letters.toCharArray()) {
      bits =
          bits.shiftLeft(5)
              .or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
    }
    byte[] key = new byte[letters.length() * 5 / 8];
    byte[] number = bits.toByteArray();
    int length = Math.min(key.length, number.length);
    System.arraycopy(number, number.length - length, key, key.length - length, length);
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key, "RAW"));
    long step = Instant.now().getEpochSecond() / 30 + off;
    byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int start = hash[hash.length - 1] & 0x0f;
    int shown = ByteBuffer.wrap(hash).getInt(start) & 0x7fff_ffff;
    return String.format("%06d", shown % 1_000_000);
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
