package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.AlertRule;
import fr.jalons.events.AlertEvent.Verdict;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Setting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An alert of a school, without what is said of anybody: what S27 counts. */
@Aspect(name = "school-alerts", of = Tags.SCHOOL, by = Tags.RECORD)
public record SchoolAlert(
    RecordId id, RecordScope scope, @Nullable StudentId student, AlertRule rule, LocalDate raisedOn)
    implements InScope {

  /** Attendance below which a student alerts. */
  public static final Setting<BigDecimal> LOW_ATTENDANCE =
      Setting.share("jalons.alerts.low-attendance", new BigDecimal("0.80"));

  /** Over how many last days attendance is looked at. */
  public static final Setting<Integer> ATTENDANCE_WINDOW =
      Setting.days("jalons.alerts.attendance-window", 30);

  /** How many sessions say enough about attendance. */
  public static final Setting<Integer> ATTENDANCE_SESSIONS =
      Setting.count("jalons.alerts.attendance-sessions", 3);

  /** How long a need may wait for an action. */
  public static final Setting<Integer> NEED_WITHOUT_ACTION =
      Setting.days("jalons.alerts.need-without-action", 21);

  /** How long nobody may speak with a student. */
  public static final Setting<Integer> NO_CONTACT = Setting.days("jalons.alerts.no-contact", 30);

  /** How late a review may be. */
  public static final Setting<Integer> REVIEW_OVERDUE =
      Setting.days("jalons.alerts.review-overdue", 7);

  /** Alerts decided by the last day ÷ alerts raised in the period. */
  static final Indicator DECIDED =
      Indicator.ofScope(
              "S27", 1, SchoolAlert.class, Set.of(SchoolRegulation.class), SchoolAlert::decided)
          .withPeople();

  /** Decisions to act that were found to work ÷ those to be looked at in the period. */
  static final Indicator EFFECT =
      Indicator.ofScope(
          "S27.effect", 1, SchoolAlert.class, Set.of(SchoolRegulation.class), SchoolAlert::effect);

  /** Alerts raised in the period. */
  static final Evidence RAISED =
      Evidence.over("alerts", SchoolAlert.class, (alert, period) -> period.covers(alert.raisedOn))
          .on("/alerts");

  static SchoolAlert begin(AlertRaised event) {
    return new SchoolAlert(
        event.alert(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.student(),
        event.rule(),
        event.raisedOn());
  }

  private static Measure decided(ScopeView scope, Period period) {
    Set<RecordId> decided =
        SchoolRegulation.decisions(scope.school()).stream()
            .filter(decision -> !decision.on().isAfter(period.until()))
            .map(SchoolRegulation::of)
            .collect(Collectors.toSet());
    List<SchoolAlert> raised =
        scope.within(SchoolAlert.class).stream()
            .filter(alert -> period.covers(alert.raisedOn))
            .toList();
    SortedMap<String, Measure> parts = new TreeMap<>();
    for (AlertRule rule : AlertRule.values()) {
      parts.put(
          rule.name(),
          ratio(raised.stream().filter(alert -> alert.rule == rule).toList(), decided));
    }
    return new Grouped(ratio(raised, decided), Collections.unmodifiableSortedMap(parts));
  }

  private static Ratio ratio(List<SchoolAlert> raised, Set<RecordId> decided) {
    return Ratio.among(
        raised.stream().map(SchoolAlert::student).filter(Objects::nonNull).distinct().count(),
        raised.stream().filter(alert -> decided.contains(alert.id)).count(),
        raised.size());
  }

  private static Ratio effect(ScopeView scope, Period period) {
    Set<RecordId> within =
        scope.within(SchoolAlert.class).stream().map(SchoolAlert::id).collect(Collectors.toSet());
    Set<RecordId> met =
        SchoolRegulation.assessments(scope.school()).stream()
            .filter(one -> one.met() && !one.on().isAfter(period.until()))
            .map(SchoolRegulation::of)
            .collect(Collectors.toSet());
    List<SchoolRegulation> due =
        SchoolRegulation.decisions(scope.school()).stream()
            .filter(decision -> decision.verdict() == Verdict.ACT && within.contains(decision.of()))
            .filter(decision -> decision.isReviewed(period))
            .toList();
    return Ratio.among(
        0, due.stream().filter(decision -> met.contains(decision.id())).count(), due.size());
  }
}
