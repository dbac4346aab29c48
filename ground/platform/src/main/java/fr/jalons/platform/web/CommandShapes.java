package fr.jalons.platform.web;

import fr.jalons.marks.Post;
import fr.jalons.platform.slices.Slices;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The commands that can be posted, found on the class path. */
@Component
public class CommandShapes {
  private final Map<String, CommandShape> byPath;
  private final List<CommandShape> all;
  private final Readings readings;

  CommandShapes(Readings readings) {
    this.readings = readings;
    byPath =
        Slices.commands().stream()
            .filter(command -> command.isAnnotationPresent(Post.class))
            .map(CommandShape::of)
            .collect(
                Collectors.toUnmodifiableMap(shape -> shape.post().value(), Function.identity()));
    all = byPath.keySet().stream().sorted().map(this::at).toList();
  }

  /** The command that creates records by events of this class, and can correct them. */
  public Optional<CommandShape> correcting(Class<?> event) {
    return all().stream()
        .filter(CommandShape::corrects)
        .filter(shape -> Slices.events(shape.type()).contains(event))
        .findFirst();
  }

  /** In the order of their paths. */
  public List<CommandShape> all() {
    return all;
  }

  /** The type in which a component stands in a body. */
  public Type written(CommandShape.Part part) {
    return readings.written(part);
  }

  /** What the body holds that gives this command, without an identifier for what is new. */
  public Map<String, Object> body(Object command) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (CommandShape.Part part : CommandShape.of(command.getClass()).parts()) {
      Object value = part.source() == CommandShape.Source.BODY ? part.of(command) : null;
      if (value != null && !(value instanceof Collection<?> many && many.isEmpty())) {
        body.put(part.written(), readings.write(part, value));
      }
    }
    return body;
  }

  /** The command whose form is at an address. */
  public CommandShape onPage(String path) {
    return byPath.values().stream()
        .filter(shape -> shape.page() != null && shape.page().value().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form is at " + path));
  }

  CommandShape at(String path) {
    CommandShape shape = byPath.get(path);
    if (shape == null) {
      throw new IllegalArgumentException("no command is posted to " + path);
    }
    return shape;
  }
}
