package fr.jalons.platform.aspects;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable BiFunction<ScopeView, Period, ? extends Measure> ofScope;
  private final @Nullable Function<Evidence.Counts, ? extends Measure> onEvidence;
  private final @Nullable BiFunction<Aspects, Period, ? extends Measure> ofSchool;
  private final boolean besideSchool;

  private Indicator(
      String code,
      int version,
      Class<?> aspect,
      Set<Class<?>> besides,
      Unit unit,
      boolean aboutStudents,
      BiFunction<Aspects, Period, ? extends Measure> measure,
      @Nullable BiFunction<ScopeView, Period, ? extends Measure> ofScope,
      @Nullable Function<Evidence.Counts, ? extends Measure> onEvidence) {
    this(
        code,
        version,
        aspect,
        besides,
        unit,
        aboutStudents,
        measure,
        ofScope,
        onEvidence,
        null,
        false);
  }

  private Indicator(
      String code,
      int version,
      Class<?> aspect,
      Set<Class<?>> besides,
      Unit unit,
      boolean aboutStudents,
      BiFunction<Aspects, Period, ? extends Measure> measure,
      @Nullable BiFunction<ScopeView, Period, ? extends Measure> ofScope,
      @Nullable Function<Evidence.Counts, ? extends Measure> onEvidence,
      @Nullable BiFunction<Aspects, Period, ? extends Measure> ofSchool,
      boolean besideSchool) {
    this.code = code;
    this.version = version;
    this.aspect = aspect;
    this.besides = besides;
    this.unit = unit;
    this.aboutStudents = aboutStudents;
    this.measure = measure;
    this.ofScope = ofScope;
    this.onEvidence = onEvidence;
    this.ofSchool = ofSchool;
    this.besideSchool = besideSchool;
  }

  private Indicator as(Unit other, boolean aboutSome, boolean beside) {
    return new Indicator(
        code,
        version,
        aspect,
        besides,
        other,
        aboutSome,
        measure,
        ofScope,
        onEvidence,
        ofSchool,
        beside);
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
        (subject, period) -> measure.apply(subject.one(aspect), period),
        null,
        null);
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
        (subject, period) -> measure.apply(subject.all(aspect), period),
        null,
        null);
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
    return new Indicator(code, version, aspect, besides, Unit.RATIO, true, measure, null, null);
  }

  /**
   * Of what a school has on file that concerns a scope, or lies within it. No student is behind it.
   *
   * @param aspect of a school
   * @param besides other aspects that it looks at: of the school, or of its classes and groups
   */
  public static Indicator ofScope(
      String code,
      int version,
      Class<?> aspect,
      Set<Class<?>> besides,
      BiFunction<ScopeView, Period, ? extends Measure> measure) {
    return new Indicator(
        code, version, aspect, besides, Unit.RATIO, false, notOfSubjects(code), measure, null);
  }

  /**
   * Of all evidence that a school has on file. No student is behind it, and no other scale has it.
   *
   * @param aspect of a school
   */
  public static Indicator onEvidence(
      String code,
      int version,
      Class<?> aspect,
      Function<Evidence.Counts, ? extends Measure> measure) {
    return new Indicator(
        code, version, aspect, Set.of(), Unit.RATIO, false, notOfSubjects(code), null, measure);
  }

  private static BiFunction<Aspects, Period, Measure> notOfSubjects(String code) {
    return (subject, period) -> {
      throw new IllegalStateException(code + " is of scopes, not of subjects");
    };
  }

  /** The same, in another unit. */
  public Indicator in(Unit other) {
    return as(other, aboutStudents, besideSchool);
  }

  /** The same, with no student behind it. */
  public Indicator aboutNoStudents() {
    return as(unit, false, besideSchool);
  }

  /** The same of a scope, with students behind it, whom its measure counts. */
  public Indicator withPeople() {
    return as(unit, true, besideSchool);
  }

  /**
   * The same, to which a school adds what it has as a whole.
   *
   * @param school other aspects that it looks at, of the school
   */
  public Indicator andOfSchool(
      Set<Class<?>> school, BiFunction<Aspects, Period, ? extends Measure> whole) {
    Set<Class<?>> both = new HashSet<>(besides);
    both.addAll(school);
    return new Indicator(
        code,
        version,
        aspect,
        both,
        unit,
        aboutStudents,
        measure,
        ofScope,
        onEvidence,
        whole,
        besideSchool);
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
  public Measure measure(Together subjects, Aspects nobody, Period period) {
    return subjects.sum(
        this,
        period,
        () -> {
          Measure sum = measure.apply(nobody, period).zero();
          for (Aspects subject : subjects.subjects()) {
            sum = sum.plus(subject.measured(this, period));
          }
          return sum;
        });
  }

  /**
   * Of some subjects together, and of what their school has as a whole.
   *
   * @param schools the school, where the subjects are all of it; else none
   */
  public Measure measureWhole(Together subjects, Together schools, Aspects nobody, Period period) {
    Measure sum = measure(subjects, nobody, period);
    if (ofSchool != null) {
      for (Aspects school : schools.subjects()) {
        sum = sum.plus(ofSchool.apply(school, period));
      }
    }
    return sum;
  }

  /** The same mean of points, of which the figure is how far it is above that of the school. */
  public Indicator besideSchool() {
    return as(unit, aboutStudents, true);
  }

  /** Whether it is measured with {@link #measure(Together, Supplier, Aspects, Period)}. */
  public boolean isBesideSchool() {
    return besideSchool;
  }

  /**
   * Of some subjects beside all of their school.
   *
   * @param everybody of the school; null if the subjects are they
   */
  public Beside measure(
      Together subjects, @Nullable Supplier<Together> everybody, Aspects nobody, Period period) {
    MeanPoints own = (MeanPoints) measure(subjects, nobody, period);
    return new Beside(
        own,
        everybody == null || own.count() == 0
            ? null
            : (MeanPoints) measure(everybody.get(), nobody, period));
  }

  /** Whether it is measured of a scope as a whole, with {@link #measure(ScopeView, Period)}. */
  public boolean isOfScopes() {
    return ofScope != null;
  }

  /** Whether it is measured of evidence, with {@link #measure(Evidence.Counts)}. */
  public boolean isOnEvidence() {
    return onEvidence != null;
  }

  /** Of what a school has on file. */
  public Measure measure(Evidence.Counts evidence) {
    return Objects.requireNonNull(onEvidence).apply(evidence);
  }

  /** Of a scope. */
  public Measure measure(ScopeView scope, Period period) {
    return scope.once(this, period, Objects.requireNonNull(ofScope));
  }

  /** Of one subject. */
  public Measure measure(Aspects subject, Period period) {
    return measure.apply(subject, period);
  }
}
