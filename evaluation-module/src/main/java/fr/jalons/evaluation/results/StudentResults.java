package fr.jalons.evaluation.results;

import fr.jalons.events.RecordId;
import fr.jalons.events.ResultEvent.Result;
import fr.jalons.events.ResultEvent.ResultKind;
import fr.jalons.events.ResultEvent.ResultsImported;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.MeanPoints;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a student in one list of results (S17, S43).
 *
 * @param subjects names by number, of the whole list
 * @param lines none once a correction has taken them away
 */
@Aspect(name = "results", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "check", order = 60, template = "evaluation/results")
public record StudentResults(
    RecordId id,
    ResultKind kind,
    String label,
    LocalDate on,
    Map<String, String> subjects,
    List<Result> lines)
    implements Dated {
  private static final int OUT_OF = 20;
  private static final int DECIMALS = 6;

  /** Students who passed ÷ students with a final result in the period. */
  static final Indicator PASSED =
      Indicator.over("S43", 1, StudentResults.class, StudentResults::passed);

  /** By how many points out of 20 final exams were better than mock ones, subject by subject. */
  static final Indicator SINCE_MOCK =
      Indicator.over("S17", 1, StudentResults.class, StudentResults::sinceMock)
          .in(Indicator.Unit.POINTS);

  /** How much more general averages rose between their first and last term than in the school. */
  static final Indicator BESIDE_SCHOOL =
      Indicator.over("S43.delta", 1, StudentResults.class, StudentResults::sinceFirstTerm)
          .in(Indicator.Unit.POINTS)
          .besideSchool();

  /** Results of students in the period. */
  static final Evidence IMPORTED =
      Evidence.within(
          "results",
          StudentResults.class,
          Set.of(),
          (student, period) ->
              student.all(StudentResults.class).stream()
                  .filter(list -> period.covers(list.on))
                  .flatMap(list -> list.lines.stream()));

  /** Lists of results of mock exams. */
  static final Evidence MOCK_EXAMS =
      Evidence.within(
              "mock-exams",
              StudentResults.class,
              Set.of(),
              (student, period) ->
                  student.all(StudentResults.class).stream()
                      .filter(list -> list.kind == ResultKind.MOCK_EXAM && period.covers(list.on))
                      .map(list -> list.id))
          .different();

  /**
   * One result as readers get it.
   *
   * @param results the list that it is from
   */
  public record Line(
      RecordId results,
      ResultKind kind,
      String label,
      LocalDate on,
      @Nullable String subject,
      @Nullable BigDecimal score,
      @Nullable BigDecimal maximum,
      @Nullable Boolean passed) {}

  @Override
  public LocalDate day(ZoneId zone) {
    return on;
  }

  static StudentResults begin(ResultsImported event, StudentId student) {
    return new StudentResults(
        event.imported(),
        event.kind(),
        event.label(),
        event.on(),
        event.subjects(),
        event.results().stream().filter(line -> line.student().equals(student)).toList());
  }

  private Line shown(Result line) {
    Integer number = line.subject();
    return new Line(
        id,
        kind,
        label,
        on,
        number == null ? null : subjects.get(number.toString()),
        line.score(),
        line.maximum(),
        line.passed());
  }

  /** All lines, the latest first. */
  static List<Line> view(List<StudentResults> lists) {
    return lists.reversed().stream()
        .sorted(Comparator.comparing(StudentResults::on).reversed())
        .flatMap(list -> list.lines.stream().map(list::shown))
        .toList();
  }

  static List<Figure> figures(List<Line> lines) {
    return List.of(Figure.count("results", lines.size()).asDetail());
  }

  /** Those of a kind in the period, the latest last. */
  private static Stream<Result> lines(
      List<StudentResults> student, ResultKind kind, Period period) {
    return student.stream()
        .filter(list -> list.kind == kind && period.covers(list.on))
        .sorted(Comparator.comparing(StudentResults::on))
        .flatMap(list -> list.lines.stream());
  }

  private static Ratio passed(List<StudentResults> student, Period period) {
    return lines(student, ResultKind.FINAL_EXAM, period)
        .filter(line -> line.subject() == null && line.passed() != null)
        .reduce((earlier, later) -> later)
        .map(line -> Ratio.one(Boolean.TRUE.equals(line.passed())))
        .orElse(Ratio.of(0, 0));
  }

  private static MeanPoints sinceMock(List<StudentResults> student, Period period) {
    Map<Integer, BigDecimal> mock = shares(student, ResultKind.MOCK_EXAM, period);
    Map<Integer, BigDecimal> last = shares(student, ResultKind.FINAL_EXAM, period);
    last.keySet().retainAll(mock.keySet());
    return MeanPoints.of(
        last.entrySet().stream()
            .map(
                one ->
                    one.getValue()
                        .subtract(Objects.requireNonNull(mock.get(one.getKey())))
                        .multiply(BigDecimal.valueOf(OUT_OF)))
            .toList());
  }

  /** Points out of 20 that the general average rose by. */
  private static MeanPoints sinceFirstTerm(List<StudentResults> student, Period period) {
    List<BigDecimal> averages =
        lines(student, ResultKind.TERM_AVERAGE, period)
            .filter(line -> line.subject() == null && line.score() != null)
            .map(StudentResults::share)
            .toList();
    return MeanPoints.of(
        averages.size() < 2
            ? List.of()
            : List.of(
                averages
                    .getLast()
                    .subtract(averages.getFirst())
                    .multiply(BigDecimal.valueOf(OUT_OF))));
  }

  private static BigDecimal share(Result line) {
    return Objects.requireNonNull(line.score())
        .divide(Objects.requireNonNull(line.maximum()), DECIMALS, RoundingMode.HALF_UP);
  }

  /** Points ÷ maximum of each subject, as they were last. */
  private static Map<Integer, BigDecimal> shares(
      List<StudentResults> student, ResultKind kind, Period period) {
    return lines(student, kind, period)
        .filter(line -> line.subject() != null && line.score() != null)
        .collect(
            Collectors.toMap(
                line -> Objects.requireNonNull(line.subject()),
                StudentResults::share,
                (earlier, later) -> later,
                TreeMap::new));
  }
}
