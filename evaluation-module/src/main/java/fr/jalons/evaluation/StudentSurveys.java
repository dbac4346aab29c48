package fr.jalons.evaluation;

import fr.jalons.events.StructureId;
import fr.jalons.events.SurveyId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What other parts of the application may ask about the surveys among students (S32). */
@Component
public class StudentSurveys {
  private final JdbcClient jdbc;

  public StudentSurveys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The participation in one survey.
   *
   * @param answers how many of the invited have answered
   * @param scores how many answers to questions on the scale from 1 to 5
   * @param satisfied how many of these scores are 4 or 5
   */
  public record Participation(
      SurveyId survey, String title, int invited, int answers, int scores, int satisfied) {}

  /** The surveys among the students of one class, the newest first. */
  public List<Participation> of(StructureId structure) {
    return jdbc.sql(
            """
            select s.id, s.title, s.invited, count(distinct a.ballot) as answers,
              count(a.*) filter (where q.kind = 'SCALE_1_5') as scores,
              count(a.*) filter (where q.kind = 'SCALE_1_5' and a.answer in ('4', '5')) as satisfied
            from evaluation.survey s
            left join evaluation.survey_answer a on a.survey = s.id
            left join lateral json_to_recordset(s.questions) as q(id text, kind text) on q.id = a.question
            where s.structure = ? and s.audience = 'STUDENTS'
            group by s.id
            order by s.opened_at desc
            """)
        .param(structure.value())
        .query(
            (row, number) ->
                new Participation(
                    new SurveyId(row.getObject("id", UUID.class)),
                    row.getString("title"),
                    row.getInt("invited"),
                    row.getInt("answers"),
                    row.getInt("scores"),
                    row.getInt("satisfied")))
        .list();
  }
}
