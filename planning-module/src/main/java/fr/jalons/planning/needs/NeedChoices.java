package fr.jalons.planning.needs;

import fr.jalons.events.NeedId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The open needs of the class, group or student that a form is about, as far as its reader sees
 * them.
 */
@Component
class NeedChoices implements Choices {
  private static final Set<String> ABOUT_SOMEBODY =
      Set.of("audience", "session", "scope", "action", "student");

  private final Directory directory;
  private final AspectReader reader;
  private final Messages messages;
  private final Clock clock;

  NeedChoices(Directory directory, AspectReader reader, Messages messages, Clock clock) {
    this.directory = directory;
    this.reader = reader;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == NeedId.class
        && shape.parts().stream().anyMatch(other -> ABOUT_SOMEBODY.contains(other.name()));
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    Map<StudentId, String> members = members(known);
    Map<String, Aspects> aspects = reader.opened(members.keySet(), Tags.STUDENT);
    return members.entrySet().stream()
        .flatMap(
            member ->
                open(aspects.get(member.getKey().toString()))
                    .map(need -> choice(need, member.getKey(), member.getValue())))
        .toList();
  }

  private Map<StudentId, String> members(Map<String, String> known) {
    StudentId student = student(known.get("student"));
    if (student != null) {
      return directory.names(List.of(student));
    }
    StructureId audience = structure(known.getOrDefault("audience", known.get("scope")));
    return audience == null ? Map.of() : directory.members(audience, LocalDate.now(clock));
  }

  private static Stream<StudentNeed> open(@Nullable Aspects student) {
    return student == null
        ? Stream.empty()
        : student.all(StudentNeed.class).stream().filter(need -> need.closedOn() == null);
  }

  private Choice choice(StudentNeed need, StudentId student, String name) {
    String area = messages.of("area." + need.area());
    return new Choice(
        need.id().toString(),
        "%s – %s : %s".formatted(name, area, need.description()),
        student.value());
  }

  private static @Nullable StructureId structure(@Nullable String text) {
    try {
      return text == null ? null : new StructureId(text);
    } catch (IllegalArgumentException e) {
      return null; // the command says so
    }
  }

  private static @Nullable StudentId student(@Nullable String text) {
    try {
      return text == null ? null : StudentId.of(text);
    } catch (IllegalArgumentException e) {
      return null; // the command says so
    }
  }
}
