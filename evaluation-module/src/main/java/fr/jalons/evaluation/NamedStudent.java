package fr.jalons.evaluation;

import fr.jalons.evaluation.alerts.RaiseAlert;
import fr.jalons.evaluation.reviews.HoldReview;
import fr.jalons.events.StudentId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.Directory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The student whom a form is about: their page, which leads there, says who it is. */
@Component
class NamedStudent implements Choices {
  private static final Set<Class<?>> COMMANDS = Set.of(HoldReview.class, RaiseAlert.class);

  private final Directory directory;

  NamedStudent(Directory directory) {
    this.directory = directory;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return COMMANDS.contains(shape.type()) && type == StudentId.class;
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    String named = known.get(part.written());
    if (named == null || named.isBlank()) {
      return List.of();
    }
    try {
      StudentId student = StudentId.of(named);
      return List.of(new Choice(student.toString(), directory.name(student), student.value()));
    } catch (IllegalArgumentException e) {
      return List.of(); // the command says so
    }
  }
}
