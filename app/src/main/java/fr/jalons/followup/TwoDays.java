package fr.jalons.followup;

import fr.jalons.events.StudentId;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.platform.aspects.Figure;
import java.text.Collator;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class as it stood on the evenings of two days.
 *
 * @param students all who were in the class on one of them, by name
 */
record TwoDays(
    LocalDate earlier, LocalDate later, List<Measured> indicators, List<Student> students) {

  /** An indicator; null for a day on which it was none. */
  record Measured(
      IndicatorLine of,
      @Nullable IndicatorLine before,
      @Nullable IndicatorLine after,
      String difference) {}

  /** A figure of a student, as people read it. */
  record Line(String key, String before, String after, String difference, boolean differs) {}

  /**
   * What the columns of the class's table say of a student.
   *
   * @param only the day on which they were in the class, if not on both: there are no lines then
   */
  record Student(StudentId student, String name, @Nullable Only only, List<Line> lines) {
    boolean differs() {
      return only != null || lines.stream().anyMatch(Line::differs);
    }

    private Student onlyWhatDiffers() {
      return new Student(student, name, only, lines.stream().filter(Line::differs).toList());
    }
  }

  /** One of the days. */
  enum Only {
    EARLIER,
    LATER
  }

  static TwoDays of(
      ClassFollowUps.View before,
      ClassFollowUps.View after,
      Map<StudentId, String> names,
      Differences texts) {
    return new TwoDays(
        before.day(),
        after.day(),
        measured(before.indicators(), after.indicators(), texts),
        students(before.students(), after.students(), names, texts));
  }

  /** Without what is the same on both days. */
  TwoDays onlyWhatDiffers() {
    return new TwoDays(
        earlier,
        later,
        indicators,
        students.stream().filter(Student::differs).map(Student::onlyWhatDiffers).toList());
  }

  private static List<Measured> measured(
      List<IndicatorLine> before, List<IndicatorLine> after, Differences texts) {
    Map<String, IndicatorLine> then = totals(before);
    Map<String, IndicatorLine> later = totals(after);
    return Stream.concat(after.stream(), before.stream())
        .filter(line -> line.by() == null)
        .map(IndicatorLine::code)
        .distinct()
        .map(
            code -> {
              IndicatorLine first = then.get(code);
              IndicatorLine second = later.get(code);
              IndicatorLine of = Objects.requireNonNull(second == null ? first : second);
              return new Measured(of, first, second, texts.ofIndicator(first, second));
            })
        .toList();
  }

  private static Map<String, IndicatorLine> totals(List<IndicatorLine> lines) {
    return lines.stream()
        .filter(line -> line.by() == null)
        .collect(Collectors.toMap(IndicatorLine::code, Function.identity()));
  }

  private static List<Student> students(
      List<StudentView> before,
      List<StudentView> after,
      Map<StudentId, String> names,
      Differences texts) {
    Map<StudentId, StudentView> then = byStudent(before);
    Map<StudentId, StudentView> later = byStudent(after);
    return Stream.concat(before.stream(), after.stream())
        .map(StudentView::student)
        .distinct()
        .map(one -> student(one, names.getOrDefault(one, ""), then.get(one), later.get(one), texts))
        .sorted(Comparator.comparing(Student::name, Collator.getInstance(Locale.FRENCH)))
        .toList();
  }

  private static Map<StudentId, StudentView> byStudent(List<StudentView> views) {
    return views.stream().collect(Collectors.toMap(StudentView::student, Function.identity()));
  }

  private static Student student(
      StudentId student,
      String name,
      @Nullable StudentView before,
      @Nullable StudentView after,
      Differences texts) {
    if (before == null || after == null) {
      return new Student(student, name, before == null ? Only.LATER : Only.EARLIER, List.of());
    }
    List<Figure> then = columns(before);
    List<Figure> later = columns(after);
    return new Student(
        student,
        name,
        null,
        Stream.concat(then.stream(), later.stream())
            .map(Figure::key)
            .distinct()
            .map(key -> texts.ofFigure(key, value(then, key), value(later, key)))
            .toList());
  }

  private static List<Figure> columns(StudentView view) {
    return view.figures().stream().filter(Figure::column).toList();
  }

  private static @Nullable Object value(List<Figure> figures, String key) {
    return figures.stream()
        .filter(figure -> figure.key().equals(key))
        .findFirst()
        .map(Figure::value)
        .orElse(null);
  }
}
