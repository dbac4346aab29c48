package fr.jalons.evaluation.competencies;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.StudentId;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * In October and in May, one or two teachers place each student on the rubrics of two competencies.
 */
@Component
final class CompetencyStory implements Story {
  private static final List<String> COMPETENCIES =
      List.of("CPS-C1.1", "CPS-C2.1", "CPS-E1.1", "CPS-S1.1");
  private static final List<String> DISCIPLINES = List.of("Arts appliqués", "Langue vivante");

  @Override
  public void tell(Teller teller) {
    Map<String, Integer> levels = new HashMap<>();
    for (LocalDate on : List.of(teller.day(10, 12), teller.day(5, 11))) {
      LocalDate day = teller.year().schoolDay(on);
      for (Team team : teller.classes()) {
        for (StudentId student : team.students()) {
          for (int i = teller.between(0, 1); i < COMPETENCIES.size(); i += 2) {
            String competency = COMPETENCIES.get(i);
            int level =
                levels.merge(
                    student + competency,
                    teller.between(1, 2),
                    (before, start) -> Math.min(4, before + start - 1));
            for (int assessor = teller.between(0, 1); assessor >= 0; assessor--) {
              assessed(teller, team, student, competency, level, assessor, day);
            }
          }
        }
      }
    }
  }

  private static void assessed(
      Teller teller,
      Team team,
      StudentId student,
      String competency,
      int level,
      int assessor,
      LocalDate day) {
    String actor = team.teacher(assessor);
    AssessmentId assessment = teller.id(AssessmentId::new);
    AssessmentContext context = assessor == 0 ? AssessmentContext.AP : AssessmentContext.COURSE;
    String discipline = DISCIPLINES.get(assessor);
    teller
        .on(day, 17)
        .by(actor)
        .say(
            new AssessCompetency(
                assessment, student, "CPS", competency, level, context, discipline, actor, day));
    if (assessor == 0 && student.equals(team.students().getLast())) {
      teller
          .on(day.plusDays(1))
          .by(actor)
          .say(
              new AssessCompetency(
                  assessment,
                  student,
                  "CPS",
                  competency,
                  level % 4 + 1,
                  context,
                  discipline,
                  actor,
                  day,
                  new Correction("Ligne de la grille mal lue.", null)));
    }
  }
}
