package fr.jalons.platform.aspects;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A row of the grid in figures, declared once as a constant of the aspect that it measures. Its
 * label stands in the bundles as {@code indicator.CODE}, what is divided by what as {@code
 * indicator.CODE.formula}.
 */
public final class Indicator {

  /** What its value is. */
  public enum Unit {
    RATIO,
    COUNT,
    DAYS,
    POINTS,
    PER_WEEK
  }

  private final String code;
  private final int version;
  private final Class<?> aspect;
  private final Set<Class<?>> besides;
  private final Unit unit;
  private final boolean aboutStudents;
  private final BiFunction<Aspects, Period, ? extends Measure> measure;

  private Indicator(
      String code,
      int version,
      Class<?> aspect,
      Set<Class<?>> besides,
      Unit unit,
      boolean aboutStudents,
      BiFunction<Aspects, Period, ? extends Measure> measure) {
    this.code = code;
    this.version = version;
    this.aspect = aspect;
    this.besides = besides;
    this.unit = unit;
    this.aboutStudents = aboutStudents;
    this.measure = measure;
  }

  /**
   * A share about students, of an aspect that is one state.
   *
   * @param version to be raised when the formula changes
   */
  public static <S> Indicator of(
      String code, int version, Class<S> aspect, BiFunction<S, Period, ? extends Measure> measure) {
    return new Indicator(
        code,
        version,
        aspect,
        Set.of(),
        Unit.RATIO,
        true,
        (subject, period) -> measure.apply(subject.one(aspect), period));
  }

  /** As {@link #of}, of an aspect that has entries. */
  public static <S> Indicator over(
      String code,
      int version,
      Class<S> aspect,
      BiFunction<List<S>, Period, ? extends Measure> measure) {
    return new Indicator(
        code,
        version,
        aspect,
        Set.of(),
        Unit.RATIO,
        true,
        (subject, period) -> measure.apply(subject.all(aspect), period));
  }

  /**
   * As {@link #over}, where its subject must be looked at besides: the class that a student is in,
   * and what that class is.
   *
   * @param besides other aspects of the same subject
   */
  public static Indicator within(
      String code,
      int version,
      Class<?> aspect,
      Set<Class<?>> besides,
      BiFunction<Aspects, Period, ? extends Measure> measure) {
    return new Indicator(code, version, aspect, besides, Unit.RATIO, true, measure);
  }

  /** The same, in another unit. */
  public Indicator in(Unit other) {
    return new Indicator(code, version, aspect, besides, other, aboutStudents, measure);
  }

  /** The same, with no student behind it. */
  public Indicator aboutNoStudents() {
    return new Indicator(code, version, aspect, besides, unit, false, measure);
  }

  /** Row of the grid; a second indicator of a row has a name after a point. */
  public String code() {
    return code;
  }

  public int version() {
    return version;
  }

  /** What it measures. */
  public Class<?> aspect() {
    return aspect;
  }

  /** All aspects of its subject that it looks at. */
  public Set<Class<?>> aspects() {
    Set<Class<?>> all = new HashSet<>(besides);
    all.add(aspect);
    return all;
  }

  public Unit unit() {
    return unit;
  }

  public boolean aboutStudents() {
    return aboutStudents;
  }

  /** Of some subjects together. */
  public Measure measure(Collection<Aspects> subjects, Aspects nobody, Period period) {
    Measure sum = measure.apply(nobody, period).zero();
    for (Aspects subject : subjects) {
      sum = sum.plus(measure.apply(subject, period));
    }
    return sum;
  }

  /** Of one subject. */
  public Measure measure(Aspects subject, Period period) {
    return measure.apply(subject, period);
  }
}
