package fr.jalons.followup;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Part;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A student's follow-up as readers get it: every aspect that is shown, under its name.
 *
 * @param position the log position it stands at
 */
public record StudentView(
    StudentId student, long position, @JsonIgnore List<Part> parts, @JsonIgnore Aspects aspects) {

  static StudentView of(StudentId student, Aspects aspects, long position) {
    return new StudentView(student, position, aspects.parts(Tags.STUDENT), aspects);
  }

  /** With lists that begin with a day. */
  static StudentView since(LocalDate day, StudentId student, Aspects aspects, long position) {
    return new StudentView(student, position, aspects.since(day).parts(Tags.STUDENT), aspects);
  }

  /** The aspects by their names, in the order in which they are shown. */
  @JsonAnyGetter
  public Map<String, @Nullable Object> named() {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    parts.forEach(part -> named.put(part.name(), part.view()));
    return named;
  }

  /** What one aspect shows. */
  public <V> V part(String name, Class<V> type) {
    return type.cast(Objects.requireNonNull(named().get(name)));
  }

  /** All figures, in the same order. */
  public List<Figure> figures() {
    return parts.stream().flatMap(part -> part.figures().stream()).toList();
  }
}
