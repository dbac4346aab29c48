package fr.jalons.school.stories;

import fr.jalons.events.StudentId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What commands made known of each student so far: identifiers, by the commands that gave them. */
final class Told {
  private final Map<StudentId, Set<Object>> things = new HashMap<>();
  private final List<Record> commands = new ArrayList<>();

  /** What a command is about comes first; it belongs to the student that it names. */
  void note(Record command) {
    commands.add(command);
    RecordComponent[] components = command.getClass().getRecordComponents();
    Object thing = value(components[0], command);
    for (RecordComponent component : components) {
      if (component.getType() == StudentId.class
          && value(component, command) instanceof StudentId student
          && !student.equals(thing)) {
        things.computeIfAbsent(student, first -> new LinkedHashSet<>()).add(thing);
      }
    }
  }

  <T> List<T> of(StudentId student, Class<T> kind) {
    return things.getOrDefault(student, Set.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  <C extends Record> List<C> said(Class<C> command) {
    return commands.stream().filter(command::isInstance).map(command::cast).toList();
  }

  private static Object value(RecordComponent component, Record command) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(command);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
