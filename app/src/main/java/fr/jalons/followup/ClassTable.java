package fr.jalons.followup;

import fr.jalons.events.StudentId;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Figure.Rate;
import fr.jalons.platform.aspects.Figure.Share;
import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The students of a class beside each other: a line for each student, a column for each figure.
 *
 * @param all keys of the figures that can be columns
 * @param columns in the order in which they are shown
 * @param lines sorted as was asked for, else by name
 */
record ClassTable(List<String> all, List<Column> columns, List<Line> lines) {
  /** Shades of a cell; 0 is none. */
  private static final int SHADES = 4;

  private static final String DOWN = "-";

  /**
   * @param key of the figure
   * @param order {@code ascending} or {@code descending} where the lines are sorted by it
   * @param next what to sort by when its head is clicked
   */
  record Column(String key, @Nullable String order, String next) {}

  /** What one student's figures say, in the order of the columns. */
  record Line(StudentId student, String name, List<Cell> cells) {}

  /**
   * @param text as people read it
   * @param shade 0 to {@value #SHADES}: a share as it is, a count beside the highest of its column
   */
  record Cell(String text, int shade) {}

  /**
   * @param wanted keys of the columns; null for those that are meant for the table
   * @param sort key of a column, after a minus for the highest first; null or unknown for names
   */
  static ClassTable of(
      List<StudentView> students,
      Map<StudentId, String> names,
      FigureTexts texts,
      @Nullable List<String> wanted,
      @Nullable String sort) {
    List<Figure> figures = students.stream().flatMap(s -> s.figures().stream()).toList();
    List<String> keys =
        figures.stream()
            .filter(figure -> wanted == null ? figure.column() : wanted.contains(figure.key()))
            .map(Figure::key)
            .distinct()
            .toList();
    Map<String, Double> highest = new HashMap<>();
    figures.forEach(
        figure -> size(figure.value()).ifPresent(v -> highest.merge(figure.key(), v, Math::max)));
    return new ClassTable(
        figures.stream().map(Figure::key).distinct().toList(),
        keys.stream().map(key -> column(key, sort)).toList(),
        students.stream()
            .sorted(by(sort, names))
            .map(student -> line(student, names, keys, highest, texts))
            .toList());
  }

  /** Whether a figure is one of the columns. */
  public boolean shows(String key) {
    return columns.stream().anyMatch(column -> column.key().equals(key));
  }

  private static Column column(String key, @Nullable String sort) {
    String down = DOWN + key;
    if (key.equals(sort)) {
      return new Column(key, "ascending", down);
    }
    return down.equals(sort) ? new Column(key, "descending", key) : new Column(key, null, down);
  }

  private static Line line(
      StudentView student,
      Map<StudentId, String> names,
      List<String> keys,
      Map<String, Double> highest,
      FigureTexts texts) {
    List<Figure> figures = student.figures();
    return new Line(
        student.student(),
        Objects.requireNonNull(names.get(student.student())),
        keys.stream()
            .map(
                key ->
                    new Cell(texts.of(figures, key), shade(value(student, key), highest.get(key))))
            .toList());
  }

  private static int shade(@Nullable Object value, @Nullable Double highest) {
    OptionalDouble size = size(value);
    if (size.isEmpty() || highest == null || highest <= 0) {
      return 0;
    }
    double whole = value instanceof Number ? highest : 1;
    return (int) Math.ceil(SHADES * Math.clamp(size.getAsDouble() / whole, 0, 1));
  }

  private static Comparator<StudentView> by(@Nullable String sort, Map<StudentId, String> names) {
    Comparator<StudentView> byName =
        Comparator.comparing(s -> names.get(s.student()), Collator.getInstance(Locale.FRENCH));
    if (sort == null || sort.isEmpty()) {
      return byName;
    }
    boolean down = sort.startsWith(DOWN);
    String key = down ? sort.substring(DOWN.length()) : sort;
    Comparator<Double> values = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(
            (StudentView student) -> rank(value(student, key)), Comparator.nullsLast(values))
        .thenComparing(byName);
  }

  private static @Nullable Object value(StudentView student, String key) {
    return student.figures().stream()
        .filter(figure -> figure.key().equals(key))
        .findFirst()
        .map(Figure::value)
        .orElse(null);
  }

  /** What lines are sorted by; null, which comes last, for what has no order. */
  private static @Nullable Double rank(@Nullable Object value) {
    if (value instanceof LocalDate day) {
      return (double) day.toEpochDay();
    }
    OptionalDouble size = size(value);
    return size.isPresent() ? size.getAsDouble() : null;
  }

  /** How much a figure is: a share between 0 and 1, or a count. */
  private static OptionalDouble size(@Nullable Object value) {
    return switch (value) {
      case Share share when share.whole() > 0 ->
          OptionalDouble.of((double) share.part() / share.whole());
      case Rate(Double share) when share != null -> OptionalDouble.of(share);
      case Number number -> OptionalDouble.of(number.doubleValue());
      case null, default -> OptionalDouble.empty();
    };
  }
}
