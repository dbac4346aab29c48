package fr.jalons.planning.meetings;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The pedagogical council meets in September, the governing board at its end, the group against
 * dropping out in November, the team of each class in October and January. Only some of them have
 * minutes.
 */
@Component
final class MeetingStory implements Story {
  @Override
  public void tell(Teller teller) {
    RecordScope school = RecordScope.of(teller.year().school());
    RecordId council = teller.record("MEETING", Body.PEDAGOGICAL_COUNCIL);
    List<TeacherId> present = teller.classes().getFirst().teachers();
    LocalDate september = teller.year().schoolDay(teller.day(9, 10));
    held(teller, september, teller.head(), council, school, Body.PEDAGOGICAL_COUNCIL, present);
    minutes(teller, september.plusDays(3), teller.head(), council);
    LocalDate end = teller.year().schoolDay(teller.day(9, 24));
    held(
        teller,
        end,
        teller.head(),
        teller.record("MEETING", Body.GOVERNING_BOARD),
        school,
        Body.GOVERNING_BOARD,
        present);
    held(
        teller,
        teller.year().schoolDay(teller.day(11, 19)),
        teller.head(),
        teller.record("MEETING", Body.DROPOUT_PREVENTION),
        school,
        Body.DROPOUT_PREVENTION,
        present);
    for (Team team : teller.classes()) {
      RecordScope scope = RecordScope.of(team.structure());
      RecordId first = teller.record("MEETING", scope);
      LocalDate october = teller.year().schoolDay(teller.day(10, 8));
      held(teller, october, team.lead(), first, scope, Body.CONCERTATION, team.teachers());
      minutes(teller, october.plusDays(1), team.lead(), first);
      LocalDate january = teller.year().schoolDay(teller.day(1, 21));
      RecordId second = teller.id(RecordId::new);
      held(teller, january, team.lead(), second, scope, Body.EDUCATIONAL_TEAM, team.teachers());
    }
  }

  private static void held(
      Teller teller,
      LocalDate day,
      String actor,
      RecordId meeting,
      RecordScope scope,
      Body body,
      List<TeacherId> present) {
    String title = body == Body.DROPOUT_PREVENTION ? "Situations suivies" : "Réunion de rentrée";
    teller
        .on(day)
        .by(actor)
        .say(meeting(meeting, scope, body, title, day, present.subList(0, 1), null));
    if (body == Body.PEDAGOGICAL_COUNCIL) {
      Correction correction = new Correction("Une présence oubliée", null);
      teller
          .on(day.plusDays(1))
          .by(actor)
          .say(meeting(meeting, scope, body, title, day, present, correction));
    }
  }

  private static HoldMeeting meeting(
      RecordId meeting,
      RecordScope scope,
      Body body,
      String title,
      LocalDate day,
      List<TeacherId> present,
      @Nullable Correction correction) {
    String agenda = "Besoins des classes de CAP";
    return new HoldMeeting(meeting, scope, body, title, day, 60, present, 2, agenda, correction);
  }

  private static void minutes(Teller teller, LocalDate day, String actor, RecordId meeting) {
    RecordId minutes = teller.id(RecordId::new);
    List<String> decisions = List.of("Informer les familles", "Revoir les groupes en novembre");
    teller
        .on(day)
        .by(actor)
        .say(
            new PublishMinutes(
                minutes, meeting, "Tour de table des besoins", decisions, day, null));
    if (actor.equals(teller.head())) {
      Correction correction = new Correction("Formulation reprise", null);
      teller
          .on(day.plusDays(1))
          .by(actor)
          .say(
              new PublishMinutes(
                  minutes, meeting, "Tour de table, puis échange", decisions, day, correction));
    }
  }
}
