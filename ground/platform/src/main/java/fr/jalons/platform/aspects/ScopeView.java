package fr.jalons.platform.aspects;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A scope as indicators look at it: what its school has on file, and the classes and groups there.
 * Two scopes overlap if one contains the other; a group lies within the classes it draws from.
 *
 * @param scope what is asked for
 * @param school all of its school
 * @param structures the classes and groups that overlap with the scope
 * @param overlapping whether a scope overlaps with this one
 * @param inside whether a scope lies within this one
 * @param figures what other indicators say: a target is about one
 * @param around all that tells what overlaps: what is made of the scope stays known with it
 */
public record ScopeView(
    Object scope,
    Aspects school,
    Collection<Aspects> structures,
    Predicate<Object> overlapping,
    Predicate<Object> inside,
    Figures figures,
    Together around) {

  /** What an indicator says of a scope in the school year up to a day. */
  @FunctionalInterface
  public interface Figures {
    /** The value; null (∅) where there is nothing to divide by. */
    @Nullable Double of(Object scope, String indicator, LocalDate until);
  }

  /** Without other indicators. */
  public ScopeView(
      Object scope,
      Aspects school,
      Collection<Aspects> structures,
      Predicate<Object> overlapping,
      Predicate<Object> inside) {
    this(scope, school, structures, overlapping, inside, (other, indicator, until) -> null);
  }

  /** Of which nothing stays known. */
  public ScopeView(
      Object scope,
      Aspects school,
      Collection<Aspects> structures,
      Predicate<Object> overlapping,
      Predicate<Object> inside,
      Figures figures) {
    this(scope, school, structures, overlapping, inside, figures, new Together(List.of()));
  }

  /**
   * What is made of it, once. What looks at other indicators, which students are behind, is made
   * each time.
   */
  <T> T once(Object what, Period period, BiFunction<ScopeView, Period, ? extends T> made) {
    AtomicBoolean alone = new AtomicBoolean(true);
    ScopeView watched =
        new ScopeView(
            scope,
            school,
            structures,
            overlapping,
            inside,
            (other, indicator, until) -> {
              alone.set(false);
              return figures.of(other, indicator, until);
            },
            around);
    return around.sum(List.of(what, scope), period, () -> made.apply(watched, period), alone::get);
  }

  /** The entries of the school that concern the scope: that overlap with it. */
  public <S extends InScope> List<S> concerning(Class<S> aspect) {
    return school.all(aspect).stream().filter(one -> overlapping.test(one.scope())).toList();
  }

  /** Those that lie within the scope. */
  public <S extends InScope> List<S> within(Class<S> aspect) {
    return school.all(aspect).stream().filter(one -> inside.test(one.scope())).toList();
  }

  /** The entries of the classes and groups that overlap with the scope, such as sessions. */
  public <S> List<S> ofStructures(Class<S> aspect) {
    List<S> found = new ArrayList<>();
    structures.forEach(structure -> found.addAll(structure.all(aspect)));
    return found;
  }
}
