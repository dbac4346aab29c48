package fr.jalons.delivery.actions;

import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ResourceEvent.ResourceProvider;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.StudentId;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * In October each class plans an action for the needs of a third of its students, put right the day
 * after. A week later it takes up those of one more, and in June it ends.
 */
@Component
final class ActionStory implements Story {
  private static final int A_THIRD = 3;

  @Override
  public void tell(Teller teller) {
    LocalDate october = teller.year().schoolDay(teller.day(10, 2));
    LocalDate aWeekLater = teller.year().schoolDay(teller.day(10, 8));
    LocalDate june = teller.year().schoolDay(teller.day(6, 7));
    towardsTheExam(teller, teller.classes().getFirst(), october);
    for (Team team : teller.classes()) {
      RecordScope scope = RecordScope.of(team.structure());
      RecordId action = teller.record("ACTION", scope);
      planned(teller, team, october, null);
      planned(
          teller, team, october.plusDays(1), new Correction("Précision apportée en équipe.", null));
      RecordId adaptation = teller.id(RecordId::new);
      adapted(teller, team, adaptation, aWeekLater, aWeekLater, null);
      adapted(
          teller,
          team,
          adaptation,
          aWeekLater.plusDays(1),
          aWeekLater,
          new Correction("Motif complété.", null));
      RecordId closure = teller.id(RecordId::new);
      closed(teller, team, action, closure, june, ActionOutcome.PARTLY, null);
      closed(
          teller,
          team,
          action,
          closure,
          june.plusDays(1),
          ActionOutcome.ACHIEVED,
          new Correction("Derniers résultats reçus.", null));
    }
  }

  /** A draft, which lacks an objective and needs. */
  private static void towardsTheExam(Teller teller, Team team, LocalDate day) {
    teller
        .on(day)
        .by(team.lead())
        .say(
            new PlanAction(
                teller.record("ACTION", "exam"),
                RecordScope.of(team.structure()),
                "Présenter son chef-d’œuvre à l’oral",
                null,
                null,
                List.of(Nature.EXAM, Nature.PSYCHOSOCIAL, Nature.CULTURAL),
                List.of("Français", "Cuisine"),
                List.of(),
                List.of(),
                List.of("CPS-C1.1"),
                List.of(),
                team.teachers().subList(0, 1),
                "Un oral de cinq minutes tenu sans notes.",
                null,
                day,
                day,
                null,
                null));
  }

  private static void planned(
      Teller teller, Team team, LocalDate day, @Nullable Correction correction) {
    RecordScope scope = RecordScope.of(team.structure());
    LocalDate first = teller.year().schoolDay(teller.day(10, 2));
    teller
        .on(day)
        .by(team.lead())
        .say(
            () ->
                new PlanAction(
                    teller.record("ACTION", scope),
                    scope,
                    "Comprendre et suivre une consigne",
                    teller.record("OBJECTIVE", scope),
                    teller.record("VOLET", VoletKind.PERSONAL_SUPPORT),
                    List.of(Nature.FUNDAMENTALS, Nature.PROFESSIONAL_PROJECT),
                    List.of("Français", "Cuisine"),
                    needs(teller, team.students().subList(0, team.students().size() / A_THIRD)),
                    List.of(),
                    List.of("CPS-C1.1"),
                    List.of(teller.record("RESOURCE", ResourceProvider.AVENIRS)),
                    team.teachers().subList(0, 1),
                    correction == null
                        ? "Une consigne suivie seul."
                        : "Une consigne de cinq étapes suivie seul.",
                    "Petits groupes, à deux voix, sur des gestes du métier.",
                    first,
                    first,
                    teller.day(6, 30),
                    correction));
  }

  /** The first need of each. */
  private static List<NeedId> needs(Teller teller, List<StudentId> students) {
    return students.stream()
        .flatMap(student -> teller.known(student, NeedId.class).stream().limit(1))
        .toList();
  }

  private static void adapted(
      Teller teller,
      Team team,
      RecordId adaptation,
      LocalDate day,
      LocalDate adaptedOn,
      @Nullable Correction correction) {
    RecordId action = teller.record("ACTION", RecordScope.of(team.structure()));
    String reason =
        correction == null ? "Même besoin." : "Même besoin, relevé par le conseil de classe.";
    teller
        .on(day)
        .by(team.lead())
        .say(
            () ->
                new AdaptAction(
                    adaptation,
                    action,
                    needs(teller, List.of(team.students().getLast())),
                    List.of(),
                    adaptedOn,
                    reason,
                    correction));
  }

  private static void closed(
      Teller teller,
      Team team,
      RecordId action,
      RecordId closure,
      LocalDate day,
      ActionOutcome outcome,
      @Nullable Correction correction) {
    teller
        .on(day)
        .by(team.lead())
        .say(
            new CloseAction(
                closure,
                action,
                outcome,
                "La plupart suivent une consigne sans aide.",
                teller.year().schoolDay(teller.day(6, 7)),
                correction));
  }
}
