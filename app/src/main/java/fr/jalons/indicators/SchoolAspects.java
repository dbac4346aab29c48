package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Fold;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.KnownAspects;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Together;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.school.known.RollLine;
import fr.jalons.school.students.DeclaredStructure;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** What indicators measure of a school, its classes and groups and its students, now and then. */
@Component
public class SchoolAspects {
  private final KnownAspects known;
  private final AspectReader live;
  private final PastAspects past;
  private final PostgresEventStorageEngine log;
  private final JdbcClient jdbc;
  private final Folds folds;
  private final Indicators indicators;
  private final SchoolYears years;
  private final Visibility visibility;

  SchoolAspects(
      AspectReader live,
      PastAspects past,
      PostgresEventStorageEngine log,
      JdbcClient jdbc,
      Folds folds,
      Indicators indicators,
      SchoolYears years,
      Visibility visibility) {
    this.known = new KnownAspects(folds, live, jdbc, visibility::asProgram);
    this.live = live;
    this.past = past;
    this.log = log;
    this.jdbc = jdbc;
    this.folds = folds;
    this.indicators = indicators;
    this.years = years;
    this.visibility = visibility;
  }

  /** The classes and groups that a school ever had, by what was known at a position. */
  public List<StructureId> structures(SchoolId school, @Nullable Long at) {
    if (at == null) {
      return jdbc.sql("select id from planning.structure where school = ? order by id")
          .param(school.uai())
          .query((row, number) -> new StructureId(row.getString("id")))
          .list();
    }
    EventCriteria declarations =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai()))
            .andBeingOneOfTypes(
                Set.of(
                    EventMethods.nameOf(StructureDeclared.class),
                    EventMethods.nameOf(StructureWithdrawn.class)));
    return log.read(declarations, 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> event.position() <= at)
        .map(past::domainEvent)
        .flatMap(e -> e instanceof StructureDeclared d ? Stream.of(d.structure()) : Stream.empty())
        .distinct()
        .sorted(Comparator.comparing(StructureId::value))
        .toList();
  }

  /** The aspects of classes and groups, with their rolls. */
  public Map<StructureId, Aspects> ofStructures(
      Collection<StructureId> structures, @Nullable Long at) {
    Set<Class<?>> which = measured(Tags.STRUCTURE);
    which.add(DeclaredStructure.class);
    which.add(RollLine.class);
    return of(structures, which, at);
  }

  public Map<StudentId, Aspects> ofStudents(Collection<StudentId> students, @Nullable Long at) {
    return of(students, measured(Tags.STUDENT), at);
  }

  /** All aspects of students, for those who reach them. Texts stay sealed. */
  public Map<StudentId, Aspects> allOfStudents(Collection<StudentId> students, @Nullable Long at) {
    Set<Class<?>> all =
        folds.of(Tags.STUDENT).stream().<Class<?>>map(Fold::type).collect(Collectors.toSet());
    return visibility.asProgram(() -> of(students, all, at));
  }

  /** Work that asks again and again: what it has asked for once is not looked at again. */
  public <T> T atOnce(Supplier<T> work) {
    return known.atOnce(work);
  }

  /**
   * What indicators look at of all students of a school on a day, to set one scope beside it. Most
   * never ask, so that it is read when one does, once.
   */
  public Supplier<Together> everybody(SchoolId school, LocalDate day, @Nullable Long at) {
    return SingletonSupplier.of(
        () ->
            visibility.asProgram(
                () -> {
                  ShownScopes shown =
                      ShownScopes.of(school, day, ofStructures(structures(school, at), at));
                  return Together.of(of(shown.members(shown.classes()), compared(), at).values());
                }));
  }

  private Set<Class<?>> compared() {
    return indicators.all().stream()
        .filter(Indicator::isBesideSchool)
        .flatMap(one -> one.aspects().stream())
        .collect(Collectors.toSet());
  }

  public Aspects ofSchool(SchoolId school, @Nullable Long at) {
    return Objects.requireNonNull(of(List.of(school), measured(Tags.SCHOOL), at).get(school));
  }

  /** What contains what in a school; nothing else of its classes and groups is read. */
  ShownScopes declared(SchoolId school, LocalDate day, @Nullable Long at) {
    return ShownScopes.of(
        school, day, of(structures(school, at), Set.of(DeclaredStructure.class), at));
  }

  /** A class or group of a school as indicators look at it, without those that are not around. */
  public ScopeView view(SchoolId school, Scope scope, LocalDate day, @Nullable Long at) {
    ShownScopes shown = declared(school, day, at);
    return shown.view(
        scope,
        ofSchool(school, at),
        ofStructures(shown.around(scope), at),
        figures(school, day, at));
  }

  /** What single indicators say of scopes, each in the school year up to a day. */
  public ScopeView.Figures figures(@Nullable Long at) {
    return (scope, indicator, until) ->
        scope instanceof RecordScope asked
            ? visibility.asProgram(() -> figure(asked, indicator, until, at))
            : null;
  }

  /** The same, of a school that is read once, when the first is asked for. */
  public ScopeView.Figures figures(SchoolId school, LocalDate day, @Nullable Long at) {
    Supplier<ScopeView.Figures> read =
        SingletonSupplier.of(
            () -> {
              ShownScopes scopes =
                  ShownScopes.of(school, day, ofStructures(structures(school, at), at));
              return figures(
                  scopes,
                  ofStudents(scopes.membersSince(day.minusYears(1)), at),
                  ofSchool(school, at),
                  figures(at),
                  at);
            });
    return (scope, indicator, until) ->
        visibility.asProgram(() -> read.get().of(scope, indicator, until));
  }

  /** Nothing is read again of scopes whose students were read; of others, the school is, once. */
  ScopeView.Figures figures(
      ShownScopes scopes, Map<StudentId, Aspects> students, Aspects ofSchool, @Nullable Long at) {
    return figures(scopes, students, ofSchool, figures(scopes.school(), scopes.day(), at), at);
  }

  private ScopeView.Figures figures(
      ShownScopes scopes,
      Map<StudentId, Aspects> students,
      Aspects ofSchool,
      ScopeView.Figures others,
      @Nullable Long at) {
    return (about, indicator, until) -> {
      if (about instanceof RecordScope scope && scope.school().equals(scopes.school())) {
        ShownScopes then = scopes.on(until);
        Scope asked = then.answering(scope);
        if (students.keySet().containsAll(then.members(then.within(asked)))) {
          return figure(
              indicator,
              then.subjects(
                  asked, students, ofSchool, others, everybody(scopes.school(), until, at)),
              scope,
              until,
              at);
        }
      }
      return others.of(about, indicator, until);
    };
  }

  private @Nullable Double figure(
      RecordScope scope, String code, LocalDate until, @Nullable Long at) {
    ShownScopes shown =
        ShownScopes.of(scope.school(), until, ofStructures(structures(scope.school(), at), at));
    Scope asked = shown.answering(scope);
    return figure(
        code,
        shown.subjects(
            asked,
            ofStudents(shown.members(shown.within(asked)), at),
            ofSchool(scope.school(), at),
            figures(at), // targets are about no targets, so this ends
            everybody(scope.school(), until, at)),
        scope,
        until,
        at);
  }

  /** What one indicator says of subjects that were read, in the school year up to a day. */
  private @Nullable Double figure(
      String code,
      IndicatorLines.Subjects subjects,
      RecordScope scope,
      LocalDate until,
      @Nullable Long at) {
    Indicator indicator =
        indicators.all().stream().filter(one -> one.code().equals(code)).findFirst().orElse(null);
    if (indicator == null) {
      return null;
    }
    Period period = years.period(scope.school(), null, until, at);
    return IndicatorLines.measured(indicator, period, subjects, folds)
        .map(Measure::value)
        .orElse(null);
  }

  private <I> Map<I, Aspects> of(Collection<I> subjects, Set<Class<?>> which, @Nullable Long at) {
    Map<I, Aspects> found = new LinkedHashMap<>();
    if (at == null) {
      Map<String, Aspects> today =
          visibility.isProgram() ? known.sealed(subjects, which) : live.sealed(subjects, which);
      subjects.forEach(s -> found.put(s, today.getOrDefault(s.toString(), folds.nobody())));
    } else {
      Map<String, Aspects> then = past.sealed(which, subjects, at);
      subjects.forEach(s -> found.put(s, Objects.requireNonNull(then.get(s.toString()))));
    }
    return found;
  }

  private Set<Class<?>> measured(String tag) {
    return Stream.concat(
            indicators.all().stream().map(Indicator::aspects),
            folds.evidence().values().stream().map(Evidence::aspects))
        .flatMap(Set::stream)
        .filter(aspect -> folds.of(aspect).of().equals(tag))
        .collect(Collectors.toSet());
  }
}
