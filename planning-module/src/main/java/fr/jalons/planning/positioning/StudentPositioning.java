package fr.jalons.planning.positioning;

import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A positioning test of a student (S10, S15): points out of a maximum. */
@Aspect(name = "positionings", of = Tags.STUDENT, by = Tags.POSITIONING)
@Shown(part = "plan", order = 70, template = "planning/positionings")
public record StudentPositioning(
    PositioningId id,
    PositioningSubject subject,
    LocalDate takenOn,
    BigDecimal score,
    BigDecimal maximum)
    implements Dated {
  private static final int LEVELS = 4;

  /**
   * Pairs of student and subject whose last level of the period is above the first ÷ pairs tested
   * on two days or more. National tests publish no bands: a level is a quarter of the points.
   */
  static final Indicator PROGRESS =
      Indicator.over("S15", 1, StudentPositioning.class, StudentPositioning::progress);

  /** Tests taken in the period. */
  static final Evidence TAKEN =
      Evidence.over(
          "positionings", StudentPositioning.class, (test, period) -> period.covers(test.takenOn));

  /** Students tested in a subject on two days of it or more. */
  static final Evidence REPEATED =
      Evidence.within(
          "students-repositioned",
          StudentPositioning.class,
          Set.of(),
          StudentPositioning::repeated);

  @Override
  public LocalDate day(ZoneId zone) {
    return takenOn;
  }

  static StudentPositioning begin(PositioningRecorded event) {
    return new StudentPositioning(
        event.positioning(), event.subject(), event.takenOn(), event.score(), event.maximum());
  }

  static List<Figure> figures(List<StudentPositioning> positionings) {
    return List.of(Figure.count("positionings", positionings.size()));
  }

  private int level() {
    int quarters =
        score
            .multiply(BigDecimal.valueOf(LEVELS))
            .divide(maximum, 0, RoundingMode.DOWN)
            .intValueExact();
    return 1 + Math.min(LEVELS - 1, quarters);
  }

  /** The levels of the latest tests by a day, 1 to 4. */
  public static Map<PositioningSubject, Integer> levels(Aspects student, LocalDate day) {
    Map<PositioningSubject, Integer> levels = new EnumMap<>(PositioningSubject.class);
    student.all(StudentPositioning.class).stream()
        .filter(test -> !test.takenOn.isAfter(day))
        .sorted(Comparator.comparing(StudentPositioning::takenOn))
        .forEach(test -> levels.put(test.subject, test.level()));
    return levels;
  }

  private static Grouped progress(List<StudentPositioning> student, Period period) {
    SortedMap<String, Measure> bySubject = new TreeMap<>();
    long risen = 0;
    long pairs = 0;
    for (PositioningSubject subject : PositioningSubject.values()) {
      Ratio one = progress(student, subject, period);
      bySubject.put(subject.name(), one);
      risen += one.numerator();
      pairs += one.denominator();
    }
    return new Grouped(Ratio.of(risen, pairs), Collections.unmodifiableSortedMap(bySubject));
  }

  private static Stream<String> repeated(Aspects student, Period period) {
    List<StudentPositioning> all = student.all(StudentPositioning.class);
    boolean repeated =
        Arrays.stream(PositioningSubject.values())
            .anyMatch(subject -> tests(all, subject, period).size() >= 2);
    return repeated ? Stream.of(student.subject()) : Stream.of();
  }

  /** There is one test of a subject a day. */
  private static List<StudentPositioning> tests(
      List<StudentPositioning> student, PositioningSubject subject, Period period) {
    return student.stream()
        .filter(test -> test.subject == subject && period.covers(test.takenOn))
        .sorted(Comparator.comparing(StudentPositioning::takenOn))
        .toList();
  }

  private static Ratio progress(
      List<StudentPositioning> student, PositioningSubject subject, Period period) {
    List<StudentPositioning> tests = tests(student, subject, period);
    return tests.size() < 2
        ? Ratio.of(0, 0)
        : Ratio.one(tests.getLast().level() > tests.getFirst().level());
  }
}
