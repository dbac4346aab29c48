package fr.jalons.delivery.supports;

import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SupportEvent.LiaisonDirection;
import fr.jalons.events.SupportEvent.SupportKind;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * From October, a few of each class get help with homework, about which a note comes in November.
 * Of each class, one enrolment and one note are put right.
 */
@Component
final class SupportStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (int i = 0; i < team.students().size(); i += 4) {
        StudentId student = team.students().get(i);
        RecordId support = teller.id(RecordId::new);
        RecordId note = teller.id(RecordId::new);
        LocalDate october = teller.year().schoolDay(teller.day(10, teller.between(5, 9)));
        LocalDate november = teller.year().schoolDay(teller.day(11, teller.between(9, 13)));
        enrolled(teller, team, support, student, october, october, null);
        String words = "Vient régulièrement, commence seul ses exercices.";
        shared(teller, team, note, support, november, words, null);
        if (i == 0) {
          LocalDate earlier = october.minusDays(1);
          Correction day = new Correction("Commencé la veille.", null);
          enrolled(teller, team, support, student, october, earlier, day);
          Correction wording = new Correction("Phrase inachevée.", null);
          String more = "Vient régulièrement, commence seul ses exercices et les finit.";
          shared(teller, team, note, support, november, more, wording);
        }
      }
    }
  }

  private static void enrolled(
      Teller teller,
      Team team,
      RecordId support,
      StudentId student,
      LocalDate said,
      LocalDate from,
      @Nullable Correction correction) {
    List<NeedId> needs = List.of();
    teller
        .on(correction == null ? said : said.plusDays(1))
        .by(team.lead())
        .say(
            new EnrolInSupport(
                support,
                student,
                SupportKind.HOMEWORK_HELP,
                null,
                needs,
                from,
                teller.day(6, 26),
                correction));
  }

  private static void shared(
      Teller teller,
      Team team,
      RecordId note,
      RecordId support,
      LocalDate day,
      String words,
      @Nullable Correction correction) {
    teller
        .on(correction == null ? day : day.plusDays(1))
        .by(team.lead())
        .say(
            new ShareLiaison(note, support, LiaisonDirection.FROM_SUPPORT, words, day, correction));
  }
}
