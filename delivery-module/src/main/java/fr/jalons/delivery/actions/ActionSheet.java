package fr.jalons.delivery.actions;

import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.aspects.Tally;
import fr.jalons.platform.aspects.Withdrawn;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import fr.jalons.school.known.GroupSession;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An action as its school reads it (S37, S18, S20, S44): what it is, {@link Action} knows. */
@Aspect(name = "actionSheets", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "do", order = 10, template = "delivery/actions", page = "/actions", onClasses = true)
record ActionSheet(RecordId id, RecordScope scope) implements InScope {
  private static final int SEVERAL = 2;

  /** Complete sheets ÷ sheets of actions that concern the scope in the period. */
  static final Indicator COMPLETE = share("S37", ActionCourse::isComplete);

  /** Those with two disciplines or more. */
  static final Indicator MULTIDISCIPLINARY = share("S18", ActionSheet::isMultidisciplinary);

  /** How many there are, and how many of each nature. */
  static final Indicator NATURES =
      Indicator.ofScope("S44", 1, Action.class, ActionCourse.BESIDES, ActionSheet::natures)
          .in(Unit.COUNT);

  /** Of the sessions held in the period, those of an action that says what it adds to lessons. */
  static final Indicator ADDING =
      Indicator.ofScope("S20", 1, Action.class, Set.of(GroupSession.class), ActionSheet::adding);

  /** Actions of the period. */
  static final Evidence ALL =
      Evidence.ofScope(
          "actions", ActionSheet.class, Set.of(Action.class, ActionStep.class), of(course -> true));

  /** Their sheets. */
  static final Evidence SHEETS =
      Evidence.ofScope(
          "sheets", ActionSheet.class, Set.of(Action.class, ActionStep.class), of(course -> true));

  /** Those that lack nothing. */
  static final Evidence SHEETS_COMPLETE =
      Evidence.ofScope(
          "sheets-complete",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(ActionCourse::isComplete));

  /** Those that work on the fundamentals. */
  static final Evidence FUNDAMENTALS =
      Evidence.ofScope(
          "actions-fundamentals",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(any(Nature.FUNDAMENTALS)));

  /** Those that work on psychosocial competencies. */
  static final Evidence PSYCHOSOCIAL =
      Evidence.ofScope(
          "actions-psychosocial",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(any(Nature.PSYCHOSOCIAL)));

  /** Those that prepare exams. */
  static final Evidence EXAM =
      Evidence.ofScope(
          "actions-exam",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(any(Nature.EXAM)));

  /** Those for a professional project. */
  static final Evidence PROJECT =
      Evidence.ofScope(
          "actions-project",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(any(Nature.PROFESSIONAL_PROJECT)));

  /** Those across disciplines, about culture or open to other countries. */
  static final Evidence OPEN_MINDED =
      Evidence.ofScope(
          "actions-multidisciplinary",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(any(Nature.MULTIDISCIPLINARY, Nature.CULTURAL, Nature.INTERNATIONAL)));

  /** Those with two disciplines or more. */
  static final Evidence OF_DISCIPLINES =
      Evidence.ofScope(
          "actions-of-disciplines",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(ActionSheet::isMultidisciplinary));

  /** Those that say what they add to lessons. */
  static final Evidence WITH_ADDED_VALUE =
      Evidence.ofScope(
          "actions-added-value",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          of(course -> addsSomething(course.sheet())));

  /** Sessions held of such actions. */
  static final Evidence SESSIONS_ADDING =
      Evidence.ofScope(
          "sessions-added-value",
          ActionSheet.class,
          Set.of(Action.class, GroupSession.class),
          ActionSheet::sessionsAdding);

  /** Adaptations in the period. */
  static final Evidence ADAPTED =
      Evidence.ofScope(
          "adaptations",
          ActionSheet.class,
          Set.of(Action.class, ActionStep.class),
          ActionSheet::adaptations);

  /** The natures of the actions. */
  static final Evidence ALL_NATURES =
      Evidence.ofScope(
              "natures",
              ActionSheet.class,
              Set.of(Action.class, ActionStep.class),
              (scope, period) ->
                  ActionCourse.concerning(scope, period).stream()
                      .flatMap(course -> course.sheet().natures().stream()))
          .different();

  /** Whether an action goes on. */
  public enum ActionStatus {
    OPEN,
    CLOSED
  }

  /**
   * An action as it stands, without the names of those whom it concerns.
   *
   * @param needs how many it answers
   * @param missing what its sheet lacks to be complete
   */
  public record Sheet(
      RecordId id,
      RecordScope scope,
      String title,
      @Nullable RecordId objective,
      @Nullable RecordId volet,
      Set<Nature> natures,
      List<String> disciplines,
      int needs,
      List<String> competencies,
      @Nullable String expectedResult,
      @Nullable String addedValue,
      LocalDate startsOn,
      @Nullable LocalDate endsOn,
      boolean complete,
      List<String> missing,
      ActionStatus status,
      List<ActionStep> adaptations,
      @Nullable ActionStep closure,
      @Nullable ActionOutcome outcome) {

    static Sheet of(ActionCourse course) {
      Action sheet = course.sheet();
      ActionStep closure = course.closure();
      return new Sheet(
          sheet.id(),
          sheet.scope(),
          sheet.title(),
          sheet.objective(),
          sheet.volet(),
          sheet.natures(),
          sheet.disciplines(),
          course.namings().size(),
          sheet.competencies(),
          sheet.expectedResult(),
          sheet.addedValue(),
          sheet.startsOn(),
          sheet.endsOn(),
          course.isComplete(),
          course.missing(),
          closure == null ? ActionStatus.OPEN : ActionStatus.CLOSED,
          course.adaptations(),
          closure,
          closure == null ? null : closure.outcome());
    }
  }

  static ActionSheet begin(ActionPlanned event) {
    return new ActionSheet(event.action(), Objects.requireNonNull(RecordScope.of(event)));
  }

  /** Drafts first, then the latest. */
  static List<Sheet> view(List<ActionSheet> entries, Aspects school) {
    Set<RecordId> shown = entries.stream().map(ActionSheet::id).collect(Collectors.toSet());
    return ActionCourse.all(school).stream()
        .filter(course -> shown.contains(course.sheet().id()))
        .map(Sheet::of)
        .sorted(
            Comparator.comparing(Sheet::complete)
                .thenComparing(Comparator.comparing(Sheet::startsOn).reversed()))
        .toList();
  }

  static List<Withdrawn> withdrawn(Aspects school) {
    return school.withdrawn(Action.class);
  }

  private static Indicator share(String code, Predicate<ActionCourse> counts) {
    return Indicator.ofScope(
        code,
        1,
        Action.class,
        ActionCourse.BESIDES,
        (scope, period) -> {
          List<ActionCourse> all = ActionCourse.concerning(scope, period);
          return Ratio.among(0, all.stream().filter(counts).count(), all.size());
        });
  }

  private static boolean isMultidisciplinary(ActionCourse course) {
    return Set.copyOf(course.sheet().disciplines()).size() >= SEVERAL;
  }

  private static boolean addsSomething(Action sheet) {
    return sheet.addedValue() != null && !sheet.addedValue().isBlank();
  }

  private static Predicate<ActionCourse> any(Nature... natures) {
    return course -> !Collections.disjoint(course.sheet().natures(), Set.of(natures));
  }

  private static BiFunction<ScopeView, Period, Stream<ActionCourse>> of(
      Predicate<ActionCourse> counts) {
    return (scope, period) -> ActionCourse.concerning(scope, period).stream().filter(counts);
  }

  private static Stream<ActionStep> adaptations(ScopeView scope, Period period) {
    return ActionCourse.concerning(scope, period).stream()
        .flatMap(course -> course.adaptations().stream())
        .filter(step -> period.covers(step.on()));
  }

  private static Stream<GroupSession> held(ScopeView scope, Period period) {
    return scope.ofStructures(GroupSession.class).stream()
        .filter(session -> session.held() && period.covers(session.start()));
  }

  private static Stream<GroupSession> sessionsAdding(ScopeView scope, Period period) {
    Set<RecordId> adding =
        scope.school().all(Action.class).stream()
            .filter(ActionSheet::addsSomething)
            .map(Action::id)
            .collect(Collectors.toSet());
    return held(scope, period)
        .filter(session -> session.action() != null && adding.contains(session.action()));
  }

  private static Ratio adding(ScopeView scope, Period period) {
    return Ratio.among(0, sessionsAdding(scope, period).count(), held(scope, period).count());
  }

  private static Measure natures(ScopeView scope, Period period) {
    List<ActionCourse> all = ActionCourse.concerning(scope, period);
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Nature nature : Nature.values()) {
      counts.put(
          nature.name(),
          all.stream().filter(course -> course.sheet().natures().contains(nature)).count());
    }
    return new Tally(all.size(), Collections.unmodifiableSortedMap(counts));
  }
}
