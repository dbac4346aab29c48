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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A student's follow-up as readers get it: every aspect that is shown, under its name.
 *
 * @param position the log position it stands at
 */
public record StudentView(
    StudentId student, long position, @JsonIgnore List<Part> parts, @JsonIgnore Aspects aspects) {

  private static final Aspects.Derived<List<Part>> WITH_FIGURES =
      new Aspects.Derived<>(aspects -> aspects.partsWithFigures(Tags.STUDENT));

  static StudentView of(StudentId student, Aspects aspects, long position) {
    return new StudentView(student, position, aspects.parts(Tags.STUDENT), aspects);
  }

  /** As the other, with those parts only that have figures. */
  static StudentView figuresBetween(
      LocalDate from, LocalDate until, StudentId student, Aspects aspects, long position) {
    return new StudentView(
        student, position, aspects.between(from, until).derived(WITH_FIGURES), aspects);
  }

  /** With lists of some days; both belong to them. */
  static StudentView between(
      LocalDate from, LocalDate until, StudentId student, Aspects aspects, long position) {
    return new StudentView(
        student, position, aspects.between(from, until).parts(Tags.STUDENT), aspects);
  }

  /** As the other, with some parts only, by their names: no text of another is opened. */
  static StudentView between(
      LocalDate from,
      LocalDate until,
      StudentId student,
      Aspects aspects,
      long position,
      Set<String> names) {
    return new StudentView(
        student, position, aspects.between(from, until).parts(Tags.STUDENT, names), aspects);
  }

  /** As a family reads it: without what it is not told, or not yet. */
  StudentView forFamilies() {
    return new StudentView(
        student, position, parts.stream().map(Part::forFamilies).toList(), aspects);
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

  /** What one aspect shows as a list; none where it shows nothing. */
  <E> List<E> listed(String name, Class<E> type) {
    return named().get(name) instanceof List<?> all
        ? all.stream().map(type::cast).toList()
        : List.of();
  }

  /** All figures, in the same order. */
  public List<Figure> figures() {
    return parts.stream().flatMap(part -> part.figures().stream()).toList();
  }
}
