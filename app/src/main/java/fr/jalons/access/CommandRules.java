package fr.jalons.access;

import fr.jalons.delivery.Audience;
import fr.jalons.delivery.write.ScheduleSession;
import fr.jalons.evaluation.write.AnswerSurvey;
import fr.jalons.evaluation.write.OpenSurvey;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.planning.write.importroster.ImportRoster;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rules of commands that name in their content what they are about: the rest of {@link Rules}.
 */
@Component
class CommandRules implements CommandGate {
  private final Reaches reaches;
  private final JdbcClient jdbc;

  CommandRules(Reaches reaches, JdbcClient jdbc) {
    this.reaches = reaches;
    this.jdbc = jdbc;
  }

  @Override
  public void check(Object command) {
    Reach reach = reaches.ofRequest();
    if (reach == null || reach.everything()) {
      return;
    }
    switch (command) {
      case ImportRoster roster -> require(reach.reaches(roster.school()), "files");
      case ScheduleSession session -> require(reaches(reach, session.audience()), "audience");
      case OpenSurvey survey ->
          require(
              survey.classCode() == null
                  ? reach.whole() && schools(survey.school()).stream().allMatch(reach::reaches)
                  : anyOf(reach, "CLASS", survey.classCode(), survey.school()),
              survey.classCode() == null ? "audience" : "class");
      case AnswerSurvey answer -> {
        if (!answer.respondent().equals(reach.person())) {
          throw refused("respondentId", "access.not-oneself");
        }
      }
      default -> {}
    }
  }

  private boolean reaches(Reach reach, Audience audience) {
    return anyOf(reach, audience.kind().name(), audience.code(), audience.school());
  }

  /** Where none is named, all that there are may be meant. */
  private List<SchoolId> schools(@Nullable SchoolId named) {
    return named != null
        ? List.of(named)
        : jdbc.sql("select distinct school from planning.structure")
            .query((row, number) -> new SchoolId(row.getString(1)))
            .list();
  }

  /** Unknown codes are left to the decision, which names the field. */
  private boolean anyOf(Reach reach, String kind, String code, @Nullable SchoolId school) {
    List<StructureId> called =
        jdbc.sql("select id from planning.structure where kind = ? and code = ?")
            .params(kind, code)
            .query((row, number) -> new StructureId(row.getString(1)))
            .list();
    return called.isEmpty()
        || called.stream()
            .filter(structure -> school == null || structure.school().equals(school))
            .anyMatch(reach::reaches);
  }

  private static void require(boolean reached, String field) {
    if (!reached) {
      throw refused(field, "access.out-of-reach");
    }
  }

  private static Refusal refused(String field, String key) {
    return new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of(field, key)));
  }
}
