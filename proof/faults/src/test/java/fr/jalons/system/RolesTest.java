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
import com.microsoft.playwright.options.AriaRole;
import fr.jalons.faults.JalonsProcess;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each role starts where it signs in, gives a command of its own, and sees what came of it. */
@ExtendWith(DemoSite.class)
@Execution(ExecutionMode.SAME_THREAD)
class RolesTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

  private static JalonsProcess jalons;
  private static Chromium chromium;

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void start(JalonsProcess site) {
    jalons = site;
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @AfterEach
  void theBrowserHasNothingToComplainAbout() {
    page.context().close();
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  @Test
  void aHeadSetsATarget() {
    enter("demo-head");
    menu("Piloter", "Plan d’AP");
    open(page, "Fixer une cible");
    choose(page, "scope");
    field(page, "indicator").selectOption("S42");
    field(page, "comparison").selectOption("AT_LEAST");
    field(page, "value").fill("0,87");
    field(page, "dueOn").fill(TODAY.plusDays(61).toString());
    send(page);
    done(page, "Fixer une cible");
    assertThat(section("targets").filter(having("Au moins 0,87")).filter(having("Assiduité")))
        .isVisible();
  }

  @Test
  void aCoordinatorSetsAnObjectiveAndPlansAnActionForIt() {
    enter("demo-coordinator");
    menu("Piloter", "Plan d’AP");
    open(page, "Fixer un objectif");
    choose(page, "scope");
    field(page, "title").fill("Lire les consignes seul");
    field(page, "startsOn").fill(TODAY.toString());
    send(page);
    done(page, "Fixer un objectif");
    assertThat(section("objectives").filter(having("Lire les consignes seul"))).isVisible();

    menu("Piloter", "Fiches action");
    open(page, "Écrire une fiche action");
    choose(page, "scope");
    field(page, "title").fill("Atelier des consignes");
    field(page, "objective").selectOption("Lire les consignes seul");
    page.getByLabel("Autonomie").first().check();
    field(page, "expectedResult").fill("Commencer sans aide");
    field(page, "startsOn").fill(TODAY.toString());
    send(page);
    done(page, "Écrire une fiche action");
    section("actionSheets").filter(having("Atelier des consignes")).getByText("Fiche").click();
    assertThat(page.locator("main")).containsText("Lire les consignes seul");
    assertThat(page.locator("main")).containsText("Commencer sans aide");
  }

  @Test
  void aClassLeadHoldsACouncilThatDecidesAboutAStudent() {
    enter("demo-lead");
    theirClass();
    open(page, "Tenir le conseil de classe");
    assertThat(field(page, "body")).hasValue("CLASS_COUNCIL");
    field(page, "title").fill("Bilan avant les vacances");
    field(page, "others").fill("5");
    send(page);
    done(page, "Noter une réunion");

    open(page, "Commencer");
    page.locator("#alert").selectOption("");
    page.locator("#seen").fill("Range mal ses fiches");
    page.getByText("Agir", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("#text").fill("Un classeur tenu avec un camarade");
    page.locator("#reviewOn").fill(TODAY.plusDays(30).toString());
    send(page);
    assertThat(page.locator("main ul").filter(having("Un classeur tenu avec un camarade")).first())
        .isVisible();

    page.locator("main nav li a").first().click();
    open(page, "Relevé de la réunion");
    assertThat(page.locator("main section")).containsText("Un classeur tenu avec un camarade");
    open(page, "Publier le compte rendu");
    field(page, "decisions").fill("Un tutorat entre élèves");
    send(page);
    done(page, "Publier le compte rendu");

    menu("Piloter", "Instances et réunions");
    Locator held = section("meetings").filter(having("Bilan avant les vacances"));
    held.locator("summary").click();
    assertThat(held.getByText("Un tutorat entre élèves")).isVisible();
  }

  @Test
  void aTeacherGivesPersonalWork() {
    enter("demo-teacher");
    theirClass();
    open(page, "Travail personnel");
    open(page, "Donner un travail personnel");
    field(page, "title").fill("Relire sa recette");
    field(page, "instructions").fill("À voix haute, deux fois");
    field(page, "dueOn").fill(TODAY.plusDays(6).toString());
    send(page);
    done(page, "Donner un travail personnel");
    assertThat(page.locator("thead th").filter(having("Relire sa recette"))).isVisible();
    page.locator("tbody a[href^='/students/']").first().click();
    assertThat(section("personalWork").filter(having("À voix haute, deux fois"))).isVisible();
  }

  @Test
  void aCpeRaisesAnAlertAndDecidesOnIt() {
    enter("demo-cpe");
    theirClass();
    page.locator("tbody a").first().click();
    open(page, "Signaler une alerte");
    field(page, "text").fill("Arrive sans son sac trois matins de suite");
    send(page);
    done(page, "Signaler une alerte");
    Locator open = column("open").filter(having("Arrive sans son sac trois matins de suite"));
    assertThat(open).isVisible();

    open.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Décider")).click();
    field(page, "verdict").selectOption("ACT");
    choose(page, "scale");
    field(page, "body").selectOption("EDUCATIONAL_TEAM");
    field(page, "text").fill("Un casier à l’internat");
    field(page, "reviewOn").fill(TODAY.plusDays(21).toString());
    send(page);
    done(page, "Décider");
    assertThat(column("decided").filter(having("Un casier à l’internat"))).isVisible();
  }

  @Test
  void aPsychologistRecordsAStrength() {
    enter("demo-psyen");
    theirClass();
    page.locator("tbody a").first().click();
    open(page, "Noter un point fort");
    field(page, "text").fill("Parle volontiers de son métier");
    send(page);
    done(page, "Noter un point fort");
    assertThat(section("strengths").filter(having("Parle volontiers de son métier"))).isVisible();
  }

  @Test
  void aStudentRevisesTheirProjectAndAddsToTheirPortfolio() {
    enter("demo-student");
    open(page, "Suivi de");
    open(page, "Noter le projet");
    field(page, "stage").selectOption("CHOSEN");
    field(page, "outlook").selectOption("FURTHER_STUDY");
    field(page, "statement").fill("Je veux un bac pro en cuisine");
    send(page);
    done(page, "Noter le projet");
    assertThat(section("project").filter(having("Je veux un bac pro en cuisine"))).isVisible();

    open(page, "Ajouter au portfolio");
    choose(page, "kind");
    field(page, "title").fill("Mon premier menu");
    send(page);
    done(page, "Ajouter au portfolio");
    assertThat(section("portfolio").filter(having("Mon premier menu"))).isVisible();
  }

  @Test
  void aGuardianSaysThatTheyHaveReadTheResults() {
    enter("demo-guardian");
    open(page, "Résultats publiés");
    page.locator("main li a").first().click();
    send(page, page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("J’ai lu")));
    done(page, "J’ai lu");
    assertThat(page.locator("main .badge")).hasText("lu");
    open(page, "Résultats publiés");
    assertThat(page.locator("main li").first().locator(".badge")).hasText("lu");
  }

  /** Where they are after signing in. */
  private void enter(String login) {
    page = chromium.page();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.navigate(jalons.address("/"));
    signIn(page, login);
    assertThat(page.locator("main h1")).isVisible();
  }

  private void menu(String group, String item) {
    Locator menu = page.locator("#menu");
    menu.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(group)).click();
    menu.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(item)).click();
  }

  /** From the menu. */
  private void theirClass() {
    menu("Suivre", "Classes");
    open(page, "1CAPPSR");
  }

  /** The entries of a section of a page. */
  private Locator section(String name) {
    return page.locator("section[aria-labelledby='" + name + "'] li");
  }

  /** The alerts in a column of the board. */
  private Locator column(String name) {
    return page.locator("section[aria-labelledby='column-" + name + "'] .border");
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
