package fr.jalons.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secretary's year with a school of its own, from an empty installation to the next school year,
 * in a browser alone.
 */
class SecretaryYearTest {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));
  private static final int YEAR =
      TODAY.getMonthValue() < Month.SEPTEMBER.getValue() ? TODAY.getYear() - 1 : TODAY.getYear();
  private static final String PASSWORD = "une phrase que personne ne devine";

  /** A line of the pupils' file. */
  private record Pupil(
      int number, String ine, String name, String born, String className, String leftOn) {
    Pupil(int number, String name, String className) {
      this(number, ine(number), name, "0" + number % 10 + "/03/2010", className, "");
    }

    Pupil in(String other) {
      return new Pupil(number, ine, name, born, other, leftOn);
    }

    Pupil leaving(LocalDate day) {
      return new Pupil(number, ine, name, born, className, DAY.format(day));
    }

    static String ine(int number) {
      return "070000" + number + "AB";
    }
  }

  private static final String FIRST = "1CAPCUI";
  private static final String SECOND = "2CAPCUI";
  private static final List<Pupil> SCHOOL =
      List.of(
          new Pupil(101, "ADAM", FIRST),
          new Pupil(102, "BLIN", FIRST),
          new Pupil(103, "COSTE", FIRST),
          new Pupil(104, "DUMAS", FIRST),
          new Pupil(105, "ESNAULT", SECOND),
          new Pupil(106, "FABRE", SECOND),
          new Pupil(107, "GUY", SECOND),
          new Pupil(108, "HENRY", SECOND));

  @TempDir Path directory;

  private static FilePayload pupils(int year, List<Pupil> pupils) {
    String lines =
        pupils.stream()
            .map(
                one ->
                    """
                    <ELEVE ELEVE_ID="%d"><ID_NATIONAL>%s</ID_NATIONAL><NOM_DE_FAMILLE>%s</NOM_DE_FAMILLE>
                    <PRENOM>Camille</PRENOM><DATE_NAISS>%s</DATE_NAISS><DATE_ENTREE>01/09/%d</DATE_ENTREE>
                    <DATE_SORTIE>%s</DATE_SORTIE></ELEVE>
                    """
                        .formatted(
                            one.number,
                            one.ine,
                            one.name,
                            one.born,
                            one.number > 200 ? YEAR + 1 : YEAR,
                            one.leftOn))
            .collect(Collectors.joining());
    String classes =
        pupils.stream()
            .map(
                one ->
                    """
                    <STRUCTURES_ELEVE ELEVE_ID="%d"><STRUCTURE><CODE_STRUCTURE>%s</CODE_STRUCTURE>
                    <TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
                    """
                        .formatted(one.number, one.className))
            .collect(Collectors.joining());
    String file =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <BEE_ELEVES VERSION="2.1"><PARAMETRES><UAJ>0880002U</UAJ><ANNEE_SCOLAIRE>%d</ANNEE_SCOLAIRE>
        <DATE_EXPORT>%s</DATE_EXPORT></PARAMETRES>
        <DONNEES><ELEVES>%s</ELEVES><STRUCTURES>%s</STRUCTURES></DONNEES></BEE_ELEVES>
        """
            .formatted(year, DAY.format(TODAY), lines, classes);
    return new FilePayload("eleves.xml", "text/xml", file.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aYearFromTheFirstFileToTheNextRentree() throws Exception {
    try (JalonsProcess jalons = new JalonsProcess(directory, false);
        Chromium chromium = new Chromium()) {
      jalons.start();
      Page page = chromium.page();
      signIn(page, jalons, "admin", "admin-password");

      firstImport(page, jalons);
      anImportThatMustBeConfirmed(page, jalons);
      aCorrectedRoster(page, jalons);
      aConflict(page, jalons);
      aLeaver(page, jalons);
      accountsByLetter(page, chromium, jalons);
      rollover(page, jalons);
    }
  }

  private static void signIn(Page page, JalonsProcess jalons, String login, String password) {
    page.navigate(jalons.address("/login"));
    page.locator("#username").fill(login);
    page.locator("#password").fill(password);
    press(page, "Se connecter");
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private static Locator outcome(Page page) {
    return page.locator("#outcome");
  }

  /** Drops a file and looks at what it would change. */
  private static void check(Page page, JalonsProcess jalons, FilePayload file) {
    page.navigate(jalons.address("/rosters"));
    page.locator("#files").setInputFiles(file);
    press(page, "Vérifier");
    assertThat(outcome(page)).containsText("Ce que l’import changerait");
  }

  private static void doIt(Page page) {
    press(page, "Importer");
    assertThat(outcome(page)).containsText("Import terminé");
  }

  /** How many students the page of classes counts in each. */
  private static void classes(
      Page page, JalonsProcess jalons, String query, String first, String second) {
    page.navigate(jalons.address("/classes" + query));
    Locator rows = page.locator("tbody tr");
    assertThat(rows).hasCount(2);
    assertThat(rows.nth(0).locator("th, td")).containsText(new String[] {FIRST, "", first});
    assertThat(rows.nth(1).locator("th, td")).containsText(new String[] {SECOND, "", second});
  }

  private static void firstImport(Page page, JalonsProcess jalons) {
    assertThat(page.locator("h1")).hasText("Mise en route");
    assertThat(page.locator("#step-ROSTER")).containsText("à faire");
    page.getByText("Déposer les fichiers").click();
    page.locator("#files").setInputFiles(pupils(YEAR, SCHOOL));
    press(page, "Vérifier");
    assertThat(outcome(page)).containsText("Arrivent : 8");
    assertThat(outcome(page)).not().containsText("Import terminé");
    doIt(page);
    page.navigate(jalons.address("/classes"));
    page.locator("#next-step a").click();
    assertThat(page.locator("#step-ROSTER")).containsText("2 classes sont là, avec 8 élèves");
    assertThat(page.locator("#step-CALENDAR[aria-current=step]")).isVisible();
  }

  private static void anImportThatMustBeConfirmed(Page page, JalonsProcess jalons) {
    check(
        page,
        jalons,
        pupils(YEAR, SCHOOL.stream().filter(one -> one.number < 102 || one.number > 104).toList()));
    assertThat(outcome(page)).containsText("Partent, ou perdent leur classe : 3");
    press(page, "Importer");
    assertThat(page.locator("#confirm-leaving:invalid")).isVisible();
    assertThat(outcome(page)).not().containsText("Import terminé");
    page.locator("#confirm-leaving").check();
    doIt(page);
    classes(page, jalons, "", "1", "4");
  }

  private static void aCorrectedRoster(Page page, JalonsProcess jalons) {
    check(page, jalons, pupils(YEAR, SCHOOL));
    doIt(page);
    classes(page, jalons, "", "4", "4");
  }

  /** A line with the number of one student, the national number of another and a third name. */
  private static void aConflict(Page page, JalonsProcess jalons) {
    List<Pupil> crossed =
        SCHOOL.stream()
            .filter(one -> one.number != 105)
            .map(
                one ->
                    one.number == 101
                        ? new Pupil(101, Pupil.ine(105), "MOREL", "09/09/2009", FIRST, "")
                        : one)
            .toList();
    check(page, jalons, pupils(YEAR, crossed));
    doIt(page);
    page.navigate(jalons.address("/rosters"));
    Locator conflict = page.locator("#conflicts");
    assertThat(conflict).containsText("Qui est qui ?");
    assertThat(conflict).containsText("ESNAULT Camille");
    Locator choice = conflict.locator("select");
    choice.selectOption(
        choice
            .locator("option", new Locator.LocatorOptions().setHasText("ADAM"))
            .getAttribute("value"));
    press(page, "Enregistrer");
    assertThat(page.getByText("C’est enregistré.")).isVisible();
    assertThat(conflict).hasCount(0);
    check(page, jalons, pupils(YEAR, SCHOOL));
    doIt(page);
    page.navigate(jalons.address("/rosters"));
    assertThat(conflict).hasCount(0);
    classes(page, jalons, "", "4", "4");
  }

  private static void aLeaver(Page page, JalonsProcess jalons) {
    check(
        page,
        jalons,
        pupils(
            YEAR,
            SCHOOL.stream().map(one -> one.number == 104 ? one.leaving(TODAY) : one).toList()));
    assertThat(outcome(page)).containsText("DUMAS Camille");
    doIt(page);
    classes(page, jalons, "", "3", "4");
  }

  private static void accountsByLetter(Page page, Chromium chromium, JalonsProcess jalons)
      throws IOException {
    page.navigate(jalons.address("/accounts/letters"));
    page.locator("#structure").selectOption("0880002U:D:" + FIRST);
    press(page, "Afficher");
    assertThat(page.locator("tbody tr")).hasCount(3);
    assertThat(page.locator("main")).containsText("JALONS_SMTP_HOST");
    AtomicReference<byte[]> file = new AtomicReference<>();
    page.route(
        "**/accounts/letters",
        route -> {
          file.set(route.fetch().body());
          route.fulfill(new Route.FulfillOptions().setStatus(204));
        });
    press(page, "Créer les comptes et imprimer les lettres");
    page.waitForCondition(() -> file.get() != null);
    page.unroute("**/accounts/letters");

    String text;
    try (PDDocument letters = Loader.loadPDF(file.get())) {
      assertThat(letters.getNumberOfPages()).isEqualTo(3);
      text = new PDFTextStripper().getText(letters);
    }
    assertThat(text).contains("Camille ADAM", "Camille BLIN", "Camille COSTE");
    Matcher link = Pattern.compile("/invitations/[\\w-]{43}").matcher(text.replaceAll("\\s", ""));
    assertThat(link.find()).isTrue();
    Page student = chromium.page();
    student.navigate(jalons.address(link.group()));
    String login = student.locator("#username").inputValue();
    student.locator("#password").fill(PASSWORD);
    student.locator("#repeated").fill(PASSWORD);
    student.locator("main form button[type=submit]").click();
    assertThat(student.locator("main")).containsText("Votre mot de passe est enregistré.");
    signIn(student, jalons, login, PASSWORD);
    assertThat(student.locator("main")).containsText("Suivi de ADAM Camille");

    page.navigate(jalons.address("/accounts/letters?structure=0880002U:D:" + FIRST));
    assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("ADAM")))
        .containsText("compte ouvert");
    page.navigate(jalons.address("/start"));
    assertThat(page.locator("#step-ACCOUNTS")).containsText("Une personne a ouvert son compte.");
  }

  /** Those of the first year go on, those of the second are gone, and others come. */
  private static void rollover(Page page, JalonsProcess jalons) {
    List<Pupil> next =
        List.of(
            SCHOOL.get(0).in(SECOND),
            SCHOOL.get(1).in(SECOND),
            SCHOOL.get(2).in(SECOND),
            new Pupil(209, "IMBERT", FIRST),
            new Pupil(211, "JULIEN", FIRST));
    check(page, jalons, pupils(YEAR + 1, next));
    assertThat(outcome(page)).containsText("Arrivent : 2");
    assertThat(outcome(page)).containsText("HENRY Camille");
    page.locator("#confirm-leaving").check();
    doIt(page);
    classes(page, jalons, "?until=" + (YEAR + 1) + "-09-20", "2", "3");
  }
}
