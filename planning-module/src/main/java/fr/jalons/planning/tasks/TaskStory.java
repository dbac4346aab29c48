package fr.jalons.planning.tasks;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.TaskEvent.Channel;
import fr.jalons.events.TaskEvent.Public;
import fr.jalons.events.TaskEvent.TaskKind;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * For the school, a milestone and a letter to families; for each class, a task that its team does
 * in time. One day is put right on both sides.
 */
@Component
final class TaskStory implements Story {
  @Override
  public void tell(Teller teller) {
    RecordScope school = RecordScope.of(teller.year().school());
    LocalDate november = teller.year().schoolDay(teller.day(11, 20));
    RecordId milestone = teller.id(RecordId::new);
    assigned(teller, teller.head(), milestone, school, TaskKind.MILESTONE, november, null);
    RecordId letter = teller.id(RecordId::new);
    LocalDate october = teller.year().schoolDay(teller.day(10, 2));
    assigned(teller, teller.head(), letter, school, TaskKind.COMMUNICATION, october, null);
    completed(teller, october.minusDays(1), teller.head(), letter);
    for (Team team : teller.classes()) {
      RecordScope scope = RecordScope.of(team.structure());
      RecordId task = teller.id(RecordId::new);
      assigned(teller, team.lead(), task, scope, TaskKind.TEAM_TASK, november, null);
      completed(teller, november.minusDays(2), team.lead(), task);
      if (team.equals(teller.classes().getLast())) {
        Correction correction = new Correction("Jour mal noté", null);
        assigned(
            teller, team.lead(), task, scope, TaskKind.TEAM_TASK, november.plusDays(1), correction);
      }
    }
  }

  private static void assigned(
      Teller teller,
      String actor,
      RecordId task,
      RecordScope scope,
      TaskKind kind,
      LocalDate dueOn,
      @Nullable Correction correction) {
    boolean communication = kind == TaskKind.COMMUNICATION;
    List<TeacherId> doing =
        kind == TaskKind.TEAM_TASK
            ? teller.classes().getFirst().teachers().subList(0, 1)
            : List.of();
    LocalDate day = teller.day(9, 14);
    teller
        .on(correction == null ? day : day.plusDays(1))
        .by(actor)
        .say(
            new AssignTask(
                task,
                scope,
                kind,
                title(kind),
                doing,
                teller.record("OBJECTIVE", RecordScope.of(teller.year().school())),
                null,
                teller.record("MEETING", Body.PEDAGOGICAL_COUNCIL),
                communication ? Channel.LETTER : null,
                communication ? Set.of(Public.GUARDIANS) : Set.of(),
                day,
                dueOn,
                correction));
  }

  private static String title(TaskKind kind) {
    return switch (kind) {
      case TEAM_TASK -> "Répartir les élèves en groupes";
      case MILESTONE -> "Premier point sur les besoins";
      case COMMUNICATION -> "Présenter l’accompagnement aux familles";
    };
  }

  private static void completed(Teller teller, LocalDate day, String actor, RecordId task) {
    RecordId completion = teller.id(RecordId::new);
    String url = "https://ent.example.org/notes de rentrée";
    teller
        .on(day)
        .by(actor)
        .say(new CompleteTask(completion, task, day, "Fait en équipe", url, null));
    if (actor.equals(teller.head())) {
      teller
          .on(day.plusDays(1))
          .by(actor)
          .say(
              new CompleteTask(
                  completion,
                  task,
                  day,
                  "Remis en main propre",
                  url,
                  new Correction("Précisé", null)));
    }
  }
}
