package fr.jalons.records;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordKind;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.PastAspects;
import fr.jalons.indicators.SchoolAspects;
import fr.jalons.indicators.Scope;
import fr.jalons.planning.meetings.Minutes;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.json.EventJson;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.known.GroupSession.SessionStatus;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows for records from others: how far actions are (S37), who wrote of meetings (S5). */
@Component
class DerivedFields {
  private static final String ADAPTATIONS = "ACTION_ADAPTATION";

  private final SchoolAspects aspects;
  private final AspectReader live;
  private final PastAspects past;
  private final EventJson json;

  DerivedFields(SchoolAspects aspects, AspectReader live, PastAspects past, EventJson json) {
    this.aspects = aspects;
    this.live = live;
    this.past = past;
    this.json = json;
  }

  /**
   * When it is asked.
   *
   * @param at the position of the log; null for now
   */
  record When(SchoolId school, LocalDate day, @Nullable Long at) {}

  /**
   * Fields by record; none for most kinds.
   *
   * @param standing the records of a kind that stand
   */
  Map<UUID, Map<String, Object>> of(
      RecordKind kind, When when, Function<RecordKind, Stream<OnRecord>> standing) {
    return switch (kind.code()) {
      case "ACTION" -> ofActions(when, standing);
      case "MEETING" -> ofMeetings(when);
      default -> Map.of();
    };
  }

  private Map<UUID, Map<String, Object>> ofMeetings(When when) {
    Aspects school =
        when.at == null
            ? Objects.requireNonNull(
                live.opened(List.of(when.school), Set.of(Minutes.class))
                    .get(when.school.toString()))
            : past.at(Tags.SCHOOL, List.of(when.school), when.at).opened(when.school, json);
    Map<UUID, Map<String, Object>> found = new HashMap<>();
    for (Minutes minutes : school.all(Minutes.class)) {
      found.put(
          minutes.meeting().value(),
          Map.of("minutesId", minutes.id(), "decisions", minutes.decisions()));
    }
    return found;
  }

  private Map<UUID, Map<String, Object>> ofActions(
      When when, Function<RecordKind, Stream<OnRecord>> standing) {
    ScopeView school =
        aspects.view(
            when.school, new Scope(Scope.Kind.SCHOOL, null, when.school.uai()), when.day, when.at);
    Map<RecordId, List<GroupSession>> sessions =
        school.ofStructures(GroupSession.class).stream()
            .filter(session -> session.action() != null)
            .collect(Collectors.groupingBy(session -> Objects.requireNonNull(session.action())));
    Map<RecordId, Set<StudentId>> students = new HashMap<>();
    standing
        .apply(new RecordKind("ACTION"))
        .forEach(
            said ->
                students.put(
                    said.record(),
                    said instanceof ActionPlanned one ? named(one.students()) : Set.of()));
    standing
        .apply(new RecordKind(ADAPTATIONS))
        .forEach(
            said -> {
              if (said instanceof ActionAdapted step) {
                students.computeIfPresent(
                    step.action(),
                    (action, before) ->
                        named(Stream.concat(before.stream(), step.students().stream()).toList()));
              }
            });
    Map<UUID, Map<String, Object>> found = new HashMap<>();
    for (ActionCourse course : ActionCourse.all(school.school())) {
      RecordId action = course.sheet().id();
      found.put(
          action.value(),
          fields(
              course,
              sessions.getOrDefault(action, List.of()),
              students.getOrDefault(action, Set.of()).size()));
    }
    return found;
  }

  private static Set<StudentId> named(Collection<StudentId> students) {
    return Set.copyOf(students);
  }

  private static Map<String, Object> fields(
      ActionCourse course, List<GroupSession> sessions, int students) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("complete", course.isComplete());
    fields.put("missing", course.missing());
    fields.put("status", course.closure() == null ? "OPEN" : "CLOSED");
    if (course.closure() != null && course.closure().outcome() != null) {
      fields.put("outcome", course.closure().outcome());
    }
    fields.put(
        "sessions",
        Map.of(
            "planned", count(sessions, SessionStatus.PLANNED),
            "held", count(sessions, SessionStatus.HELD),
            "cancelled", count(sessions, SessionStatus.CANCELLED)));
    fields.put(
        "minutesHeld",
        sessions.stream().filter(GroupSession::held).mapToInt(GroupSession::minutes).sum());
    fields.put("students", students);
    return fields;
  }

  private static long count(List<GroupSession> sessions, SessionStatus status) {
    return sessions.stream().filter(session -> session.status() == status).count();
  }
}
