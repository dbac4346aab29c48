package fr.jalons.delivery.actions;

import static fr.jalons.delivery.actions.Sheets.ACTION;
import static fr.jalons.delivery.actions.Sheets.DECLARED;
import static fr.jalons.delivery.actions.Sheets.DIAGNOSED;
import static fr.jalons.delivery.actions.Sheets.JOINED;
import static fr.jalons.delivery.actions.Sheets.NEED;
import static fr.jalons.delivery.actions.Sheets.OCTOBER;
import static fr.jalons.delivery.actions.Sheets.STUDENT;
import static fr.jalons.delivery.actions.Sheets.TODAY;
import static fr.jalons.delivery.actions.Sheets.adapted;
import static fr.jalons.delivery.actions.Sheets.closed;
import static fr.jalons.delivery.actions.Sheets.planned;

import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.DomainEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An action is adapted and closed. */
class ActionStepsTest {
  private static final RecordId STEP = new RecordId(UUID.randomUUID());
  private static final RecordId EARLIER = new RecordId(UUID.randomUUID());

  private static AdaptAction adapt(List<NeedId> needs, LocalDate day) {
    return new AdaptAction(STEP, ACTION, needs, List.of(), day, null, null);
  }

  private static CloseAction close(LocalDate day) {
    return new CloseAction(STEP, ACTION, ActionOutcome.ACHIEVED, "Objectif atteint", day, null);
  }

  private static void leadsTo(Record command, List<?> events, DomainEvent... before) {
    SliceFixture.on(TODAY, command.getClass())
        .given()
        .events((Object[]) before)
        .when()
        .command(command)
        .then()
        .success()
        .events(events.toArray());
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
  void anActionTakesUpWhatItDoesNotNameYet() {
    leadsTo(
        adapt(List.of(NEED), TODAY),
        List.of(adapted(STEP, List.of(NEED), TODAY)),
        DECLARED,
        JOINED,
        DIAGNOSED,
        planned(null, List.of()));
    leadsTo(
        adapt(List.of(NEED), TODAY),
        List.of(),
        DECLARED,
        JOINED,
        DIAGNOSED,
        planned(null, List.of(NEED)));
    leadsTo(
        adapt(List.of(NEED), TODAY),
        List.of(),
        DECLARED,
        JOINED,
        DIAGNOSED,
        planned(null, List.of()),
        adapted(EARLIER, List.of(NEED), TODAY));
  }

  @Test
  void whatIsNotThereOrOverIsNotAdapted() {
    isRefused(adapt(List.of(NEED), TODAY), "school.record-unknown", DECLARED, JOINED, DIAGNOSED);
    isRefused(
        adapt(List.of(NEED), TODAY),
        "delivery.action-closed",
        DECLARED,
        JOINED,
        DIAGNOSED,
        planned(null, List.of()),
        closed(EARLIER, List.of(), OCTOBER));
    isRefused(
        adapt(List.of(NEED), TODAY),
        "school.record-withdrawn",
        planned(null, List.of()),
        new RecordWithdrawn(planned(null, List.of()), List.of(), "Erreur", TODAY));
  }

  @Test
  void anAdaptationSaysSomethingAndComesAfterTheSheet() {
    isRefused(adapt(List.of(), TODAY), "delivery.nothing-to-add", planned(null, List.of()));
    isRefused(
        adapt(List.of(NEED), OCTOBER.minusDays(1)),
        "delivery.adapted-before-planned",
        DECLARED,
        JOINED,
        DIAGNOSED,
        planned(null, List.of()));
    isRefused(
        adapt(List.of(NEED), TODAY.plusDays(1)), "delivery.date-ahead", planned(null, List.of()));
  }

  @Test
  void anActionIsClosedOnceForAllWhomItConcerns() {
    leadsTo(
        close(TODAY),
        List.of(closed(STEP, List.of(STUDENT), TODAY)),
        planned(null, List.of()),
        adapted(EARLIER, List.of(NEED), TODAY));
    isRefused(
        close(TODAY),
        "delivery.action-closed-already",
        planned(null, List.of()),
        closed(EARLIER, List.of(), OCTOBER));
  }

  @Test
  void anActionWhoseClosureIsWithdrawnIsOpenAgain() {
    leadsTo(
        close(TODAY),
        List.of(closed(STEP, List.of(), TODAY)),
        planned(null, List.of()),
        closed(EARLIER, List.of(), OCTOBER),
        new RecordWithdrawn(closed(EARLIER, List.of(), OCTOBER), List.of(), "Erreur", TODAY));
  }

  @Test
  void anActionIsNotClosedBeforeItBeginsNorTomorrow() {
    isRefused(
        close(OCTOBER.minusDays(1)), "delivery.closed-before-begun", planned(null, List.of()));
    isRefused(close(TODAY.plusDays(1)), "delivery.date-ahead", planned(null, List.of()));
  }
}
