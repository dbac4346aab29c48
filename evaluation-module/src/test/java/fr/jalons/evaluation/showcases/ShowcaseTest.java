package fr.jalons.evaluation.showcases;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.ShowcaseEvent.Outlet;
import fr.jalons.events.ShowcaseEvent.ShowcaseNominated;
import fr.jalons.events.ShowcaseEvent.ShowcasePublished;
import fr.jalons.events.StructureId;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import fr.jalons.school.known.Action;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Actions are proposed and shown (S34). */
class ShowcaseTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 5, 17);
  private static final Period YEAR = new Period(LocalDate.of(2026, 9, 1), TODAY, ZoneOffset.UTC);
  private static final SchoolId SCHOOL = new SchoolId("0999999Z");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  private static final RecordId ACTION = new RecordId(UUID.randomUUID());
  private static final RecordId SHOWCASE = new RecordId(UUID.randomUUID());
  private static final RecordId OTHER = new RecordId(UUID.randomUUID());
  private static final RecordId PUBLICATION = new RecordId(UUID.randomUUID());
  private static final ActionPlanned PLANNED =
      new ActionPlanned(
          ACTION,
          SCHOOL,
          CLASS,
          null,
          "Consignes",
          null,
          null,
          Set.of(Nature.EXAM),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          TODAY.minusDays(99),
          TODAY.minusDays(99),
          null,
          null);

  private static NominateShowcase nominate(LocalDate day) {
    return new NominateShowcase(
        SHOWCASE, ACTION, "Remarquable", List.of(Outlet.SCHOOL_WEBSITE), day, null);
  }

  private static ShowcaseNominated nominated(RecordId showcase) {
    return new ShowcaseNominated(
        showcase,
        ACTION,
        SCHOOL,
        CLASS,
        null,
        "Remarquable",
        Set.of(Outlet.SCHOOL_WEBSITE),
        TODAY,
        null);
  }

  private static PublishShowcase publish(
      Outlet outlet, @Nullable String url, boolean shows, boolean consents) {
    return new PublishShowcase(PUBLICATION, SHOWCASE, outlet, url, shows, consents, TODAY, null);
  }

  private static ShowcasePublished published(RecordId publication) {
    return new ShowcasePublished(
        publication,
        SHOWCASE,
        SCHOOL,
        CLASS,
        null,
        Outlet.SCHOOL_WEBSITE,
        "https://a.example",
        true,
        true,
        TODAY,
        null);
  }

  private static void leadsTo(Record command, DomainEvent event, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .success()
        .events(event);
  }

  private static void isRefused(Record command, String key, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }

  @Test
  void anActionIsProposedOnce() {
    leadsTo(nominate(TODAY), nominated(SHOWCASE), PLANNED);
    isRefused(nominate(TODAY), "evaluation.action-proposed", PLANNED, nominated(OTHER));
    leadsTo(
        nominate(TODAY),
        nominated(SHOWCASE),
        PLANNED,
        nominated(OTHER),
        new RecordWithdrawn(nominated(OTHER), List.of(), "Erreur", TODAY));
    isRefused(nominate(TODAY), "school.reference-unknown");
    isRefused(nominate(TODAY.plusDays(1)), "evaluation.date-ahead", PLANNED);
  }

  @Test
  void aProposalIsPublishedWhereItWasProposedAndOnce() {
    PublishShowcase command = publish(Outlet.SCHOOL_WEBSITE, "https://a.example", true, true);
    leadsTo(command, published(PUBLICATION), nominated(SHOWCASE));
    isRefused(command, "school.record-unknown");
    isRefused(
        publish(Outlet.ACADEMIC_SITE, "https://a.example", true, true),
        "evaluation.outlet-not-proposed",
        nominated(SHOWCASE));
    isRefused(command, "evaluation.outlet-published", nominated(SHOWCASE), published(OTHER));
  }

  @Test
  void nobodyIsShownWithoutConsentAndASiteHasAnAddress() {
    isRefused(
        publish(Outlet.SCHOOL_WEBSITE, "https://a.example", true, false),
        "evaluation.consents-needed",
        nominated(SHOWCASE));
    isRefused(
        publish(Outlet.SCHOOL_WEBSITE, null, false, false),
        "evaluation.url-needed",
        nominated(SHOWCASE));
  }

  private static Aspects folded(DomainEvent... events) {
    FoldedAspects folded =
        new FoldedAspects(Folds.from(Showcase.class, ShowcasePublication.class, Action.class));
    List.of(events).forEach(folded::evolve);
    return folded.of(SCHOOL);
  }

  private static Measure shown(DomainEvent... events) {
    return Showcase.SHOWN.measure(
        new ScopeView(
            RecordScope.of(SCHOOL), folded(events), List.of(), scope -> true, scope -> true),
        YEAR);
  }

  @Test
  void whatIsPublishedIsCountedByPlace() {
    Measure measure = shown(nominated(SHOWCASE), nominated(OTHER), published(PUBLICATION));

    assertThat(measure.value()).isEqualTo(0.5);
    assertThat(measure.parts().get("SCHOOL_WEBSITE").numerator()).isEqualTo(1L);
    assertThat(measure.parts().get("SCHOOL").numerator()).isEqualTo(0L);
    assertThat(shown().value()).isNull();
  }

  @Test
  void theShelfTellsWhatWaitsAndWhatIsShown() {
    Aspects school = folded(PLANNED, nominated(SHOWCASE), published(PUBLICATION));
    Showcase.Shelf shelf = Showcase.view(school.all(Showcase.class), school);

    assertThat(shelf.proposed()).isEmpty();
    assertThat(shelf.published().getFirst().title()).isEqualTo("Consignes");
  }
}
