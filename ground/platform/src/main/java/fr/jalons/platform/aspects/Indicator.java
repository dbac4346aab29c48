package fr.jalons.platform.aspects;

import java.util.Collection;
import java.util.List;
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
  private final Unit unit;
  private final boolean aboutStudents;
  private final BiFunction<Aspects, Period, ? extends Measure> measure;

  private Indicator(
      String code,
      int version,
      Class<?> aspect,
      Unit unit,
      boolean aboutStudents,
      BiFunction<Aspects, Period, ? extends Measure> measure) {
    this.code = code;
    this.version = version;
    this.aspect = aspect;
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
        Unit.RATIO,
        true,
        (subject, period) -> measure.apply(subject.all(aspect), period));
  }

  /** The same, in another unit. */
  public Indicator in(Unit other) {
    return new Indicator(code, version, aspect, other, aboutStudents, measure);
  }

  /** The same, with no student behind it. */
  public Indicator aboutNoStudents() {
    return new Indicator(code, version, aspect, unit, false, measure);
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
