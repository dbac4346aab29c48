package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.DecisionScale;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StudentId;
import fr.jalons.events.TargetEvent.Comparison;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * In each class, attendance worries a teacher in October: the team acts and measures the effect.
 * One student is spoken of in November, before the group against dropping out. In the first class
 * nobody has looked yet at what a decision led to; an alert of the head waits for one.
 */
@Component
final class AlertStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      attendance(teller, team);
      student(teller, team);
    }
    unfinished(teller, teller.classes().getFirst());
  }

  private static void unfinished(Teller teller, Team team) {
    RecordId alert = teller.id(RecordId::new);
    LocalDate seen = teller.year().schoolDay(teller.day(9, 21));
    raised(teller, seen, team, alert, team.students().getFirst(), "N’a pas de tenue.", null);
    teller
        .on(seen.plusDays(2))
        .by(team.lead())
        .say(
            new DecideRegulation(
                teller.id(RecordId::new),
                alert,
                Verdict.ACT,
                DecisionScale.STUDENT,
                Body.EDUCATIONAL_TEAM,
                null,
                List.of(),
                "Demander une aide à l’achat de la tenue.",
                List.of(),
                null,
                null,
                null,
                teller.day(10, 9),
                null,
                null));
    teller
        .on(seen.plusDays(3))
        .by(teller.head())
        .say(
            new RaiseAlert(
                teller.id(RecordId::new),
                RecordScope.of(teller.year().school()),
                null,
                null,
                null,
                null,
                "Peu de familles ont répondu à l’enquête de rentrée.",
                null));
  }

  private static void attendance(Teller teller, Team team) {
    RecordScope scope = RecordScope.of(team.structure());
    RecordId alert = teller.id(RecordId::new);
    RecordId decision = teller.id(RecordId::new);
    teller
        .on(teller.year().schoolDay(teller.day(10, 2)))
        .by(team.teacher(1))
        .say(
            new RaiseAlert(
                alert,
                scope,
                null,
                "S42",
                new BigDecimal("0.78"),
                new BigDecimal("0.8"),
                "La classe vient moins aux séances du vendredi.",
                null));
    LocalDate review = teller.year().schoolDay(teller.day(11, 27));
    teller
        .on(teller.year().schoolDay(teller.day(10, 9)))
        .by(team.lead())
        .say(
            new DecideRegulation(
                decision,
                alert,
                Verdict.ACT,
                DecisionScale.CLASS,
                Body.CONCERTATION,
                teller.record("MEETING", scope),
                team.teachers().subList(0, 1),
                "Avancer la séance du vendredi et prévenir les familles.",
                List.of(),
                "S42",
                Comparison.AT_LEAST,
                new BigDecimal("0.8"),
                review,
                null,
                null));
    teller
        .on(review)
        .by(team.lead())
        .say(
            new AssessRegulation(
                teller.id(RecordId::new), decision, null, "À suivre au printemps.", null, null));
  }

  private static void student(Teller teller, Team team) {
    StudentId student = team.students().getLast();
    RecordId alert = teller.id(RecordId::new);
    RecordId decision = teller.id(RecordId::new);
    RecordId assessment = teller.id(RecordId::new);
    LocalDate seen = teller.year().schoolDay(teller.day(11, 12));
    LocalDate decided = teller.year().schoolDay(teller.day(11, 20));
    LocalDate review = teller.year().schoolDay(teller.day(12, 11));
    Correction precise = new Correction("Formulation reprise", null);
    raised(teller, seen, team, alert, student, "Parle d’arrêter.", null);
    raised(teller, seen.plusDays(1), team, alert, student, "Parle d’arrêter le CAP.", precise);
    decided(teller, decided, team, decision, alert, review, "Le recevoir.", null);
    decided(
        teller,
        decided.plusDays(1),
        team,
        decision,
        alert,
        review,
        "Recevoir sa famille.",
        precise);
    assessed(teller, review, team, assessment, decision, "Revenu.", null);
    assessed(
        teller, review.plusDays(1), team, assessment, decision, "Revenu à l’atelier.", precise);
  }

  private static void raised(
      Teller teller,
      LocalDate day,
      Team team,
      RecordId alert,
      StudentId student,
      String text,
      @Nullable Correction correction) {
    teller
        .on(day)
        .by(team.teacher(1))
        .say(new RaiseAlert(alert, null, student, null, null, null, text, correction));
  }

  private static void decided(
      Teller teller,
      LocalDate day,
      Team team,
      RecordId decision,
      RecordId alert,
      LocalDate review,
      String text,
      @Nullable Correction correction) {
    teller
        .on(day)
        .by(team.lead())
        .say(
            new DecideRegulation(
                decision,
                alert,
                Verdict.ACT,
                DecisionScale.STUDENT,
                Body.DROPOUT_PREVENTION,
                teller.record("MEETING", Body.DROPOUT_PREVENTION),
                team.teachers().subList(0, 1),
                text,
                List.of(),
                null,
                null,
                null,
                review,
                null,
                correction));
  }

  private static void assessed(
      Teller teller,
      LocalDate day,
      Team team,
      RecordId assessment,
      RecordId decision,
      String comment,
      @Nullable Correction correction) {
    teller
        .on(day)
        .by(team.lead())
        .say(new AssessRegulation(assessment, decision, true, comment, null, correction));
  }
}
