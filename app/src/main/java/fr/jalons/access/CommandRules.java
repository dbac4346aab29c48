package fr.jalons.access;

import fr.jalons.evaluation.surveys.AnswerSurvey;
import fr.jalons.evaluation.surveys.OpenSurvey;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.importroster.ImportRoster;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rules of commands that name in their content what they are about: the rest of {@link Rules}.
 * They name it by the identifier that the decision uses, so what is checked is what is done.
 */
@Component
class CommandRules implements CommandGate {
  private final AccessScopes reaches;

  CommandRules(AccessScopes reaches) {
    this.reaches = reaches;
  }

  @Override
  public void check(Object command) {
    AccessScope reach = reaches.ofRequest();
    if (reach == null || reach.everything()) {
      return;
    }
    switch (command) {
      case ImportRoster roster -> require(reach.reaches(roster.school()), "files");
      case OpenSurvey survey ->
          require(
              survey.onlyClass() == null
                  ? reach.whole() && reach.reaches(survey.school())
                  : reach.reaches(survey.onlyClass()),
              survey.onlyClass() == null ? "audience" : "class");
      case AnswerSurvey answer -> {
        if (!answer.respondent().equals(reach.person())) {
          throw refused("respondentId", "access.not-oneself");
        }
      }
      default -> marked(command, reach);
    }
  }

  /** The component that {@link Allowed#by} names. */
  private void marked(Object command, AccessScope reach) {
    Allowed allowed = command.getClass().getAnnotation(Allowed.class);
    if (allowed == null || allowed.by().isEmpty()) {
      return;
    }
    CommandShape.Part part = CommandShape.of(command.getClass()).named(allowed.by());
    require(reached(part.of(command), reach), part.written());
  }

  private boolean reached(@Nullable Object target, AccessScope reach) {
    return switch (target) {
      case StructureId structure -> reach.reaches(structure);
      case SchoolId school -> reach.reaches(school);
      case StudentId student -> reaches.covers(reach, student);
      case null, default ->
          throw new IllegalStateException("no class, group, school or student: " + target);
    };
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
