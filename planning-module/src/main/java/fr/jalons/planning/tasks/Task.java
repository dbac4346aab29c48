package fr.jalons.planning.tasks;

import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.Tags;
import fr.jalons.events.TaskEvent.Channel;
import fr.jalons.events.TaskEvent.Public;
import fr.jalons.events.TaskEvent.TaskAssigned;
import fr.jalons.events.TaskEvent.TaskKind;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Distinct;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicator.Unit;
import fr.jalons.platform.aspects.Mean;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done by a day (S7, S30, S33).
 *
 * @param endedOn the first day on which it was given up; null if it was not
 */
@Aspect(name = "tasks", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 60, template = "planning/tasks", page = "/plan", onClasses = true)
public record Task(
    RecordId id,
    RecordScope scope,
    TaskKind kind,
    String title,
    List<TeacherId> assignees,
    @Nullable RecordId objective,
    @Nullable RecordId action,
    @Nullable RecordId meeting,
    @Nullable Channel channel,
    Set<Public> audiences,
    LocalDate assignedOn,
    LocalDate dueOn,
    @Nullable LocalDate endedOn)
    implements InScope {

  /** Team tasks done ÷ team tasks due. */
  static final Indicator DONE =
      Indicator.ofScope("S7", 1, Task.class, Set.of(Completion.class), Task::teamTasksDone);

  /** How many days milestones are reached late. */
  static final Indicator SLIPPAGE =
      Indicator.ofScope("S30.slippage", 1, Task.class, Set.of(Completion.class), Task::slippage)
          .in(Unit.DAYS);

  /** Communications sent ÷ communications due. */
  static final Indicator SENT =
      Indicator.ofScope("S33", 1, Task.class, Set.of(Completion.class), Task::communicationsSent);

  /**
   * Publics that a communication has reached ÷ all publics. Since version 2, publications of
   * figures count, too.
   */
  static final Indicator REACHED =
      Indicator.ofScope(
          "S40", 2, Task.class, Set.of(Completion.class, Addressed.class), Task::publicsReached);

  /** Tasks that teams were given in the period, whenever they are due. */
  static final Evidence TEAM_TASKS =
      Evidence.ofScope(
          "team-tasks",
          Task.class,
          Set.of(),
          (scope, period) -> given(scope, TaskKind.TEAM_TASK, period));

  /** Those done in the period. */
  static final Evidence TEAM_TASKS_DONE =
      Evidence.ofScope(
          "team-tasks-done",
          Task.class,
          Set.of(Completion.class),
          (scope, period) -> sent(scope, TaskKind.TEAM_TASK, period));

  /** The scales of team tasks: school, track, class. */
  static final Evidence SCALES =
      Evidence.ofScope(
              "task-scales",
              Task.class,
              Set.of(),
              (scope, period) ->
                  given(scope, TaskKind.TEAM_TASK, period)
                      .map(task -> task.scope.scale())
                      .filter(scale -> scale != Scale.GROUP))
          .different();

  /** Milestones set in the period. */
  static final Evidence MILESTONES =
      Evidence.ofScope(
          "milestones",
          Task.class,
          Set.of(),
          (scope, period) -> given(scope, TaskKind.MILESTONE, period));

  /** Communications planned in the period. */
  static final Evidence COMMUNICATIONS =
      Evidence.ofScope(
              "communications-planned",
              Task.class,
              Set.of(),
              (scope, period) -> given(scope, TaskKind.COMMUNICATION, period))
          .on("/communication");

  /** Communications sent in the period. */
  static final Evidence COMMUNICATIONS_SENT =
      Evidence.ofScope(
              "communications-sent",
              Task.class,
              Set.of(Completion.class),
              (scope, period) -> sent(scope, TaskKind.COMMUNICATION, period))
          .on("/communication");

  /** The channels by which they went out. */
  static final Evidence CHANNELS =
      Evidence.ofScope(
              "channels",
              Task.class,
              Set.of(Completion.class),
              (scope, period) -> sent(scope, TaskKind.COMMUNICATION, period).map(Task::channel))
          .different()
          .on("/communication");

  /** The publics that they and publications reached. */
  static final Evidence PUBLICS =
      Evidence.ofScope(
              "publics-reached",
              Task.class,
              Set.of(Completion.class, Addressed.class),
              Task::publics)
          .different()
          .on("/communication");

  /**
   * A task, and what became of it.
   *
   * @param completedOn null while it is not done
   */
  public record Followed(
      RecordId id,
      RecordScope scope,
      TaskKind kind,
      String title,
      List<TeacherId> assignees,
      @Nullable RecordId objective,
      @Nullable RecordId action,
      @Nullable RecordId meeting,
      @Nullable Channel channel,
      Set<Public> audiences,
      LocalDate assignedOn,
      LocalDate dueOn,
      @Nullable LocalDate endedOn,
      @Nullable RecordId completion,
      @Nullable LocalDate completedOn,
      @Nullable String note,
      @Nullable String url) {

    static Followed of(Task task, @Nullable Completion done) {
      return new Followed(
          task.id,
          task.scope,
          task.kind,
          task.title,
          task.assignees,
          task.objective,
          task.action,
          task.meeting,
          task.channel,
          task.audiences,
          task.assignedOn,
          task.dueOn,
          task.endedOn,
          done == null ? null : done.id(),
          done == null ? null : done.completedOn(),
          done == null ? null : done.note(),
          done == null ? null : done.url());
    }

    /** How many days it was done after its day, or is late on a day; 0 where it was given up. */
    public long daysLate(LocalDate day) {
      if (completedOn == null && endedOn != null) {
        return 0;
      }
      LocalDate reached = completedOn == null ? day : completedOn;
      return Math.max(0, ChronoUnit.DAYS.between(dueOn, reached));
    }
  }

  static Task begin(TaskAssigned event) {
    return new Task(
        event.task(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.kind(),
        event.title(),
        event.assignees(),
        event.objective(),
        event.action(),
        event.meeting(),
        event.channel(),
        event.audiences(),
        event.assignedOn(),
        event.dueOn(),
        null);
  }

  Task evolve(TaskAssigned event) {
    return begin(event).ended(endedOn);
  }

  Task evolve(RecordEnded event) {
    return ended(event.endedOn());
  }

  private Task ended(@Nullable LocalDate day) {
    return new Task(
        id,
        scope,
        kind,
        title,
        assignees,
        objective,
        action,
        meeting,
        channel,
        audiences,
        assignedOn,
        dueOn,
        day);
  }

  /** By the days on which they are due. */
  static List<Followed> view(List<Task> tasks, Aspects school) {
    Map<RecordId, Completion> done = done(school);
    return tasks.stream()
        .sorted(Comparator.comparing(Task::dueOn))
        .map(task -> Followed.of(task, done.get(task.id)))
        .toList();
  }

  static Map<RecordId, Completion> done(Aspects school) {
    return school.all(Completion.class).stream()
        .collect(Collectors.toMap(Completion::task, Function.identity(), (one, next) -> next));
  }

  /** Whether it was to be done in the period: what was given up before was not. */
  private boolean isDue(Period period) {
    return period.covers(dueOn) && (endedOn == null || !endedOn.isBefore(dueOn));
  }

  private static List<Task> due(List<Task> tasks, TaskKind kind, Period period) {
    return tasks.stream().filter(task -> task.kind == kind && task.isDue(period)).toList();
  }

  /** Those done by the last day of the period, of those that are wanted. */
  private static Ratio done(
      List<Task> tasks, Predicate<Task> wanted, ScopeView scope, Period period) {
    Map<RecordId, Completion> done = done(scope.school());
    List<Task> counted = tasks.stream().filter(wanted).toList();
    return Ratio.among(
        0,
        counted.stream().filter(task -> completedBy(done.get(task.id), period) != null).count(),
        counted.size());
  }

  private static @Nullable LocalDate completedBy(@Nullable Completion done, Period period) {
    return done == null || done.completedOn().isAfter(period.until()) ? null : done.completedOn();
  }

  private static Measure teamTasksDone(ScopeView scope, Period period) {
    List<Task> due = due(scope.concerning(Task.class), TaskKind.TEAM_TASK, period);
    SortedMap<String, Measure> byScale = new TreeMap<>();
    for (Scale scale : Scale.values()) {
      byScale.put(scale.name(), done(due, task -> task.scope.scale() == scale, scope, period));
    }
    return new Grouped(
        done(due, task -> true, scope, period), Collections.unmodifiableSortedMap(byScale));
  }

  private static Measure slippage(ScopeView scope, Period period) {
    Map<RecordId, Completion> done = done(scope.school());
    List<Task> due = due(scope.within(Task.class), TaskKind.MILESTONE, period);
    long days = 0;
    for (Task milestone : due) {
      LocalDate completed = completedBy(done.get(milestone.id), period);
      LocalDate reached = completed == null ? period.until() : completed;
      days += Math.max(0, ChronoUnit.DAYS.between(milestone.dueOn, reached));
    }
    return new Mean(days, due.size());
  }

  private static Measure communicationsSent(ScopeView scope, Period period) {
    List<Task> due = due(scope.concerning(Task.class), TaskKind.COMMUNICATION, period);
    SortedMap<String, Measure> parts = new TreeMap<>();
    for (Channel channel : Channel.values()) {
      parts.put(channel.name(), done(due, task -> task.channel == channel, scope, period));
    }
    for (Public audience : Public.values()) {
      parts.put(
          audience.name(), done(due, task -> task.audiences.contains(audience), scope, period));
    }
    return new Grouped(
        done(due, task -> true, scope, period), Collections.unmodifiableSortedMap(parts));
  }

  private static Distinct publicsReached(ScopeView scope, Period period) {
    return new Distinct(
        publics(scope, period).map(Public::name).collect(Collectors.toSet()),
        Arrays.stream(Public.values()).map(Public::name).collect(Collectors.toSet()));
  }

  private static Stream<Public> publics(ScopeView scope, Period period) {
    return Stream.concat(
        sent(scope, TaskKind.COMMUNICATION, period).flatMap(task -> task.audiences.stream()),
        scope.school().all(Addressed.class).stream()
            .filter(publication -> period.covers(publication.on()))
            .flatMap(publication -> publication.audiences().stream()));
  }

  /** What was planned counts from the day on which it was, and until it is given up. */
  private static Stream<Task> given(ScopeView scope, TaskKind kind, Period period) {
    return scope.concerning(Task.class).stream()
        .filter(task -> task.kind == kind && period.covers(task.assignedOn))
        .filter(task -> task.endedOn == null || task.endedOn.isAfter(period.until()));
  }

  private static Stream<Task> sent(ScopeView scope, TaskKind kind, Period period) {
    Map<RecordId, Completion> done = done(scope.school());
    return scope.concerning(Task.class).stream()
        .filter(task -> task.kind == kind && isSent(done.get(task.id), period));
  }

  private static boolean isSent(@Nullable Completion done, Period period) {
    return done != null && period.covers(done.completedOn());
  }
}
