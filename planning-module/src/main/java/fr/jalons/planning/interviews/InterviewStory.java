package fr.jalons.planning.interviews;

import fr.jalons.events.InterviewEvent.InterviewKind;
import fr.jalons.events.InterviewId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Who leads a class meets nearly everybody in September, and some again in each month after. Of
 * each class, one interview is put right.
 */
@Component
final class InterviewStory implements Story {
  private static final List<String> WORDS =
      List.of(
          "Point d’étape : s’organise mieux, reste à oser demander de l’aide.",
          "Parle de son projet : hésite entre deux secteurs.",
          "Revient sur ses absences ; un contact avec la famille est prévu.",
          "Fier de son travail en atelier, veut progresser à l’écrit.");

  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      for (StudentId student : team.students()) {
        boolean last = student.equals(team.students().getLast());
        if (teller.likely(0.9) || last) {
          InterviewId first =
              met(
                  teller,
                  team,
                  student,
                  InterviewKind.ENTRY,
                  teller.day(9, teller.between(11, 18)),
                  "Entretien de rentrée : parcours, projet, points d’appui.");
          if (last) {
            LocalDate day = teller.day(9, 21);
            teller
                .on(day)
                .by(team.lead())
                .say(
                    new RecordInterview(
                        first,
                        student,
                        null,
                        teller.year().schoolDay(teller.day(9, 18)),
                        "Entretien de rentrée : parcours et projet ; points d’appui à préciser.",
                        new Correction("Date mal recopiée, compte rendu complété.", null)));
          }
        }
      }
      for (LocalDate month = teller.day(10, 5);
          month.isBefore(teller.day(6, 5));
          month = month.plusMonths(1)) {
        for (StudentId student : team.students()) {
          if (teller.likely(0.1)) {
            LocalDate day = month.plusDays(teller.between(0, 24));
            met(teller, team, student, InterviewKind.FOLLOW_UP, day, teller.oneOf(WORDS));
          }
        }
      }
    }
  }

  private static InterviewId met(
      Teller teller,
      Team team,
      StudentId student,
      InterviewKind kind,
      LocalDate wanted,
      String summary) {
    LocalDate day = teller.year().schoolDay(wanted);
    InterviewId interview = teller.id(InterviewId::new);
    teller
        .on(day)
        .by(team.lead())
        .say(new RecordInterview(interview, student, kind, day, summary, null));
    return interview;
  }
}
