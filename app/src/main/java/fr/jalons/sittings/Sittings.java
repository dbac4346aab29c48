package fr.jalons.sittings;

import fr.jalons.access.RecordsInLog;
import fr.jalons.access.Visibility;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ReviewEvent.ReviewScheduled;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.followup.StudentFollowUps;
import fr.jalons.followup.StudentView;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.platform.aspects.AspectProjection;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.regulation.Alerts;
import fr.jalons.regulation.Alerts.Alert;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds whom a meeting or a review is about, and what is known of them. */
@Component
class Sittings {
  private final RecordsInLog records;
  private final EventJson json;
  private final Directory directory;
  private final Alerts alerts;
  private final StudentFollowUps followUps;
  private final SchoolYears years;
  private final ReadModels readModels;
  private final Visibility visibility;
  private final Clock clock;

  Sittings(
      RecordsInLog records,
      EventJson json,
      Directory directory,
      Alerts alerts,
      StudentFollowUps followUps,
      SchoolYears years,
      ReadModels readModels,
      Visibility visibility,
      Clock clock) {
    this.records = records;
    this.json = json;
    this.directory = directory;
    this.alerts = alerts;
    this.followUps = followUps;
    this.years = years;
    this.readModels = readModels;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * The sitting of a meeting or a review.
   *
   * @throws Refusal if there is none, or it is not about students
   */
  Sitting find(UUID record) {
    List<RecordsInLog.Step> steps = records.of(record);
    boolean withdrawn = steps.stream().anyMatch(step -> step.event() instanceof RecordWithdrawn);
    OnRecord said =
        steps.stream()
            .filter(step -> step.event() instanceof OnRecord)
            .reduce((former, latter) -> latter)
            .map(this::opened)
            .orElse(null);
    return switch (said) {
      case MeetingHeld held when !withdrawn && held.body().isAboutStudents() -> of(held);
      case ReviewScheduled review when !withdrawn -> of(review);
      case null, default -> throw Refusal.notFound("sittings.none");
    };
  }

  private OnRecord opened(RecordsInLog.Step step) {
    Class<? extends OnRecord> type = ((OnRecord) step.event()).getClass();
    return json.asStored().read(json.opened(step.stored().payload(), type), type);
  }

  private Sitting of(ReviewScheduled review) {
    return new Sitting(
        review.review(),
        null,
        RecordScope.of(review.structure()),
        review.dueOn(),
        review.title(),
        reached(directory.byName(review.students())),
        Set.of(review.structure()));
  }

  private Sitting of(MeetingHeld held) {
    RecordScope scope = Objects.requireNonNull(RecordScope.of(held));
    StructureId structure = scope.structure();
    if (structure != null) {
      return of(held, scope, directory.members(structure, held.heldOn()), Set.of(structure));
    }
    List<Alert> followed =
        alerts
            .find(
                new Alerts.Wanted(
                    null, null, scope.track(), scope.school(), null, null, null, null, null))
            .stream()
            .filter(alert -> isFollowed(alert, held))
            .toList();
    Set<StudentId> students =
        followed.stream()
            .map(alert -> Objects.requireNonNull(alert.studentId()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return of(
        held,
        scope,
        directory.byName(students),
        followed.stream()
            .map(alert -> alert.scope().structure())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()));
  }

  private Sitting of(
      MeetingHeld held,
      RecordScope scope,
      Map<StudentId, String> students,
      Set<StructureId> structures) {
    return new Sitting(
        held.meeting(),
        held.body(),
        scope,
        held.heldOn(),
        held.title(),
        reached(students),
        structures);
  }

  /** Whoever waits for a decision, and whom this body follows since the year began. */
  private boolean isFollowed(Alert alert, MeetingHeld held) {
    if (alert.studentId() == null || alert.raisedOn().isBefore(firstDay(held))) {
      return false;
    }
    return alert.decision() == null || alert.decision().body() == held.body();
  }

  private LocalDate firstDay(MeetingHeld held) {
    return years.period(held.school(), null, held.heldOn(), null).from();
  }

  private Map<StudentId, String> reached(Map<StudentId, String> students) {
    Map<StudentId, String> reached = new LinkedHashMap<>(students);
    reached.keySet().removeIf(student -> !visibility.reaches(student));
    return reached;
  }

  /** What is known today of some of them: what has a day, of this school year. */
  List<StudentView> views(Sitting sitting, Collection<StudentId> students) {
    LocalDate today = LocalDate.now(clock);
    LocalDate first = years.period(sitting.getScope().school(), null, today, null).from();
    return followUps.views(
        students, null, readModels.position(AspectProjection.NAME), first, LocalDate.MAX);
  }
}
