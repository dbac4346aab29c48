package fr.jalons.school.known;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.students.DeclaredStructure;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A period of the calendar (S9). Both days belong to it.
 *
 * @param items what each student has ready before a placement: labels by codes
 */
@Aspect(name = "periods", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 30, template = "planning/periods", page = "/plan", onClasses = true)
public record ScheduledPeriod(
    RecordId id,
    RecordScope scope,
    PeriodKind kind,
    String title,
    LocalDate from,
    LocalDate until,
    Map<String, String> items)
    implements InScope {
  /** Periods of welcome. */
  static final Evidence WELCOME =
      Evidence.ofScope(
          "welcome-periods",
          ScheduledPeriod.class,
          Set.of(),
          (scope, period) -> begun(scope, PeriodKind.WELCOME, period));

  /** Weeks that prepare a placement. */
  static final Evidence PREPARATION =
      Evidence.ofScope(
          "preparation-weeks",
          ScheduledPeriod.class,
          Set.of(),
          (scope, period) -> begun(scope, PeriodKind.PLACEMENT_PREPARATION, period));

  /** A period with its list in order. */
  public record Band(
      RecordId id,
      RecordScope scope,
      PeriodKind kind,
      String title,
      LocalDate from,
      LocalDate until,
      List<Item> items) {}

  /** What each student has ready before a placement. */
  public record Item(String code, String label) {}

  static ScheduledPeriod begin(PeriodScheduled event) {
    return new ScheduledPeriod(
        event.period(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.kind(),
        event.title(),
        event.from(),
        event.until(),
        event.items());
  }

  /** Those of which some day lies in the days that are looked at. */
  private static Stream<ScheduledPeriod> begun(ScopeView scope, PeriodKind kind, Period looked) {
    return scope.concerning(ScheduledPeriod.class).stream()
        .filter(one -> one.kind == kind)
        .filter(one -> !one.from.isAfter(looked.until()) && !one.until.isBefore(looked.from()));
  }

  /** By their first days. */
  static List<Band> view(List<ScheduledPeriod> periods) {
    return periods.stream()
        .sorted(Comparator.comparing(ScheduledPeriod::from))
        .map(
            one ->
                new Band(
                    one.id,
                    one.scope,
                    one.kind,
                    one.title,
                    one.from,
                    one.until,
                    one.items.entrySet().stream()
                        .map(item -> new Item(item.getKey(), item.getValue()))
                        .toList()))
        .toList();
  }

  /** Whether a day lies in it. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(until);
  }

  /**
   * The days on which a student is on placement: those of a placement of a scope that they belong
   * to on that day. No session counts for them then.
   */
  public static Predicate<LocalDate> placements(Aspects student) {
    StudentMemberships memberships = student.one(StudentMemberships.class);
    List<ScheduledPeriod> all = placementsAt(memberships, student);
    return day ->
        all.stream()
            .anyMatch(period -> period.covers(day) && period.isOf(memberships, student, day));
  }

  /** The placements of a student: of the scopes that they belong to on the first day. */
  public static List<ScheduledPeriod> placementsOf(Aspects student) {
    StudentMemberships memberships = student.one(StudentMemberships.class);
    return placementsAt(memberships, student).stream()
        .filter(period -> period.isOf(memberships, student, period.from))
        .toList();
  }

  private static List<ScheduledPeriod> placementsAt(
      StudentMemberships memberships, Aspects student) {
    return memberships.structures().stream()
        .map(StructureId::school)
        .distinct()
        .map(school -> student.another(school, ScheduledPeriod.class))
        .flatMap(school -> school.all(ScheduledPeriod.class).stream())
        .filter(period -> period.kind == PeriodKind.PLACEMENT)
        .toList();
  }

  private boolean isOf(StudentMemberships memberships, Aspects student, LocalDate day) {
    StructureId schoolClass = memberships.classOn(day);
    return switch (scope.scale()) {
      case SCHOOL -> schoolClass != null && schoolClass.school().equals(scope.school());
      case TRACK ->
          schoolClass != null
              && schoolClass.school().equals(scope.school())
              && Objects.equals(
                  scope.track(),
                  RecordScope.trackOf(student.other(schoolClass, DeclaredStructure.class).mef()));
      case CLASS, GROUP -> memberships.has(Objects.requireNonNull(scope.structure()), day);
    };
  }
}
