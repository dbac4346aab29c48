package fr.jalons.platform.aspects;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What answers a question about how AP is done, as a count of what is on file (S48): declared once,
 * as a constant of the aspect that it counts. Its words stand in the bundles as {@code
 * evidence.KEY}. It is counted over a school as a whole.
 */
public final class Evidence {
  private final String key;
  private final Class<?> aspect;
  private final Set<Class<?>> besides;
  private final BiFunction<Aspects, Period, ? extends Stream<?>> ofSubject;
  private final @Nullable BiFunction<ScopeView, Period, ? extends Stream<?>> ofScope;
  private final boolean different;
  private final @Nullable String page;

  private Evidence(
      String key,
      Class<?> aspect,
      Set<Class<?>> besides,
      BiFunction<Aspects, Period, ? extends Stream<?>> ofSubject,
      @Nullable BiFunction<ScopeView, Period, ? extends Stream<?>> ofScope,
      boolean different,
      @Nullable String page) {
    this.key = key;
    this.aspect = aspect;
    this.besides = besides;
    this.ofSubject = ofSubject;
    this.ofScope = ofScope;
    this.different = different;
    this.page = page;
  }

  /** How much there is, by the keys of evidence. */
  @FunctionalInterface
  public interface Counts {
    /** 0 where there is none. */
    long of(String key);
  }

  /** Entries of students, or of the school, that count in a period. */
  public static <S> Evidence over(String key, Class<S> aspect, BiPredicate<S, Period> counts) {
    return within(
        key,
        aspect,
        Set.of(),
        (subject, period) ->
            subject.all(aspect).stream().filter(entry -> counts.test(entry, period)));
  }

  /**
   * What is found of each student, or of the school.
   *
   * @param besides other aspects of the same subject that it looks at
   */
  public static Evidence within(
      String key,
      Class<?> aspect,
      Set<Class<?>> besides,
      BiFunction<Aspects, Period, ? extends Stream<?>> found) {
    return new Evidence(key, aspect, besides, found, null, false, null);
  }

  /**
   * What is found of a school, its classes and groups.
   *
   * @param besides other aspects that it looks at: of the school, or of its classes and groups
   */
  public static Evidence ofScope(
      String key,
      Class<?> aspect,
      Set<Class<?>> besides,
      BiFunction<ScopeView, Period, ? extends Stream<?>> found) {
    return new Evidence(key, aspect, besides, (subject, period) -> Stream.of(), found, false, null);
  }

  /** The same, where equal things of several subjects count once. */
  public Evidence different() {
    return new Evidence(key, aspect, besides, ofSubject, ofScope, true, page);
  }

  /** The same, where a page other than that of the aspect shows what was counted. */
  public Evidence on(String address) {
    return new Evidence(key, aspect, besides, ofSubject, ofScope, different, address);
  }

  public String key() {
    return key;
  }

  /** What it counts. */
  public Class<?> aspect() {
    return aspect;
  }

  /** All aspects that it looks at. */
  public Set<Class<?>> aspects() {
    Set<Class<?>> all = new HashSet<>(besides);
    all.add(aspect);
    return Collections.unmodifiableSet(all);
  }

  /** The address of the page that shows what was counted; null for that of the aspect. */
  public @Nullable String page() {
    return page;
  }

  /** What there is of one subject. */
  Stream<?> found(Aspects subject, Period period) {
    return ofSubject.apply(subject, period);
  }

  /**
   * How much there is.
   *
   * @param subjects the students, or the school, as its aspect is of either
   */
  public long count(Together subjects, ScopeView scope, Period period) {
    return ofScope == null
        ? subjects.sum(
            this,
            period,
            () ->
                count(
                    subjects.subjects().stream()
                        .flatMap(subject -> subject.found(this, period).stream())))
        : scope.once(this, period, (seen, days) -> count(ofScope.apply(seen, days)));
  }

  private long count(Stream<?> found) {
    return different ? found.distinct().count() : found.count();
  }
}
