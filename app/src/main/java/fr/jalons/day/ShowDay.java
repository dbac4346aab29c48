package fr.jalons.day;

import fr.jalons.access.Permitted;
import fr.jalons.access.Visibility;
import fr.jalons.delivery.works.WorkCompletion;
import fr.jalons.evaluation.alerts.DecideRegulation;
import fr.jalons.evaluation.reviews.ReviewHolding;
import fr.jalons.evaluation.reviews.StudentReview;
import fr.jalons.evaluation.surveys.OwnSurveys;
import fr.jalons.events.OnRecord;
import fr.jalons.events.PersonalWorkEvent.PersonalWorkAssigned;
import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.ReviewEvent.ReviewKind;
import fr.jalons.events.ReviewEvent.ReviewScheduled;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TaskEvent.TaskAssigned;
import fr.jalons.events.TaskEvent.TaskCompleted;
import fr.jalons.events.TaskEvent.TaskKind;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.surveys.SurveysToAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The day of the caller. Theirs are sessions that they lead, or without a leader in a class they
 * work with; tasks that name them; and of the classes that they reach, reviews and works. It counts
 * students and names none, so that it needs no stated reason.
 */
@Component
class ShowDay {
  private static final int TASKS_AHEAD = 7;
  private static final int REVIEWS_AHEAD = 14;

  private static final String SESSIONS =
      """
      select s.* from delivery.session s
      where s.day = :day and s.status <> 'CANCELLED'
        and (:me::uuid = any (s.teachers)
          or cardinality(s.teachers) = 0
            and s.school || case s.kind when 'CLASS' then ':D:' else ':G:' end || s.code = any (:with))
      order by s.start, s.id
      """;

  private static final String TASKS =
      """
      select t.payload from records.record t
      where t.type = :assigned and not t.withdrawn and (t.ended_on is null or t.ended_on > :day)
        and t.day <= :until and t.payload::jsonb -> 'assignees' @> to_jsonb(:me::text)
        and not exists (
          select from records.record c
          where c.type = :completed and not c.withdrawn and c.payload::jsonb ->> 'task' = t.id::text)
      order by t.day, t.id
      """;

  private static final String REVIEWS =
      """
      select payload from records.record
      where type = :scheduled and not withdrawn and day between :day and :until
      order by day, id
      """;

  private static final String WORKS =
      """
      select payload from records.record
      where type = :assigned and not withdrawn
        and (payload::jsonb ->> 'dueOn')::date between :from and :until
      order by payload::jsonb ->> 'dueOn', id
      """;

  private static final String MESSAGES =
      """
      select p.payload from publications.publication p
      where p.withdrawal is null and 'STAFF' = any (p.audiences)
        and (:school::text is null or p.school = :school)
        and not exists (
          select from publications.reading r where r.publication = p.id and r.reader = :me)
      order by p.published_on desc, p.id
      """;

  private static final String ALERTS =
      """
      select count(*) from regulation.alert a
      where not a.withdrawn and (:school::text is null or a.school = :school)
        and not exists (
          select from regulation.decision d where d.alert = a.id and not d.withdrawn)
      """;

  private final JdbcClient jdbc;
  private final EventJson json;
  private final AspectReader aspects;
  private final Visibility visibility;
  private final Permitted permitted;
  private final SurveysToAnswer surveys;
  private final Clock clock;

  ShowDay(
      JdbcClient jdbc,
      EventJson json,
      AspectReader aspects,
      Visibility visibility,
      Permitted permitted,
      SurveysToAnswer surveys,
      Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.aspects = aspects;
    this.visibility = visibility;
    this.permitted = permitted;
    this.surveys = surveys;
    this.clock = clock;
  }

  /** A session, and whether its roll can be taken: it has begun, and its roll was not taken. */
  record Session(
      UUID id,
      String title,
      RecordScope scope,
      Instant start,
      int minutes,
      String status,
      boolean callable) {}

  /** A task, and how many days it is late. */
  record Task(
      RecordId id, TaskKind kind, String title, RecordScope scope, LocalDate dueOn, long late) {}

  /** A review, of how many students within reach it is due, and of how many it is still to hold. */
  record Review(
      RecordId id,
      ReviewKind kind,
      String title,
      RecordScope scope,
      LocalDate dueOn,
      int students,
      int left) {}

  /** A work, and how many of the students within reach have done it. */
  record Work(
      RecordId id, String title, RecordScope scope, LocalDate dueOn, int students, int done) {}

  /** A publication that was not read. */
  record Message(RecordId id, String title, LocalDate publishedOn) {}

  /**
   * What waits for somebody.
   *
   * @param alerts how many within reach wait for a decision
   */
  record Day(
      LocalDate day,
      List<Session> sessions,
      List<Task> tasks,
      List<Review> reviews,
      int alerts,
      List<Work> works,
      List<Message> messages,
      List<OwnSurveys.Waiting> surveys) {}

  Day today() {
    LocalDate day = LocalDate.now(clock);
    return new Day(
        day,
        sessions(day),
        tasks(day),
        reviews(day),
        alerts(),
        works(day),
        messages(),
        surveys.waiting());
  }

  /** How many things ask for something: what is only to be known is not even read. */
  int waiting() {
    LocalDate day = LocalDate.now(clock);
    boolean decides = permitted.may(DecideRegulation.class.getSimpleName());
    return (decides ? alerts() : 0)
        + (int) sessions(day).stream().filter(Session::callable).count()
        + tasks(day).size()
        + reviews(day).size()
        + messages().size()
        + surveys.waiting().size();
  }

  private List<Review> reviews(LocalDate day) {
    List<ReviewScheduled> due =
        said(
            ReviewScheduled.class,
            jdbc.sql(REVIEWS)
                .param("scheduled", type(ReviewScheduled.class))
                .param("day", day)
                .param("until", day.plusDays(REVIEWS_AHEAD)));
    Map<String, Aspects> students =
        students(
            due.stream().map(ReviewScheduled::students), StudentReview.class, ReviewHolding.class);
    return due.stream()
        .map(review -> review(review, students))
        .filter(review -> review.left > 0)
        .toList();
  }

  private List<Work> works(LocalDate day) {
    List<PersonalWorkAssigned> due =
        said(
            PersonalWorkAssigned.class,
            jdbc.sql(WORKS)
                .param("assigned", type(PersonalWorkAssigned.class))
                .param("from", day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
                .param("until", day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))));
    Map<String, Aspects> students =
        students(due.stream().map(PersonalWorkAssigned::students), WorkCompletion.class);
    return due.stream().map(work -> work(work, students)).toList();
  }

  private Map<String, Aspects> students(Stream<List<StudentId>> lists, Class<?>... which) {
    return aspects.sealed(lists.flatMap(List::stream).distinct().toList(), List.of(which));
  }

  List<Session> sessions(LocalDate day) {
    return jdbc.sql(SESSIONS)
        .param("day", day)
        .param("me", visibility.person())
        .param(
            "with", visibility.structures().stream().map(StructureId::value).toArray(String[]::new))
        .query((row, number) -> session(row))
        .list();
  }

  private Session session(ResultSet row) throws SQLException {
    SessionId id = new SessionId(row.getObject("id", UUID.class));
    Instant start = row.getObject("start", OffsetDateTime.class).toInstant();
    String status = row.getString("status");
    return new Session(
        id.value(),
        json.open(id, "title", row.getString("title")),
        RecordScope.of(
            StructureId.of(
                new SchoolId(row.getString("school")),
                StructureId.Kind.valueOf(row.getString("kind")),
                row.getString("code"))),
        start,
        row.getInt("minutes"),
        status,
        status.equals("PLANNED") && !clock.instant().isBefore(start));
  }

  private List<Task> tasks(LocalDate day) {
    UUID me = visibility.person();
    if (me == null) {
      return List.of();
    }
    return said(
            TaskAssigned.class,
            jdbc.sql(TASKS)
                .param("assigned", type(TaskAssigned.class))
                .param("completed", type(TaskCompleted.class))
                .param("day", day)
                .param("until", day.plusDays(TASKS_AHEAD))
                .param("me", me.toString()))
        .stream()
        .map(
            task ->
                new Task(
                    task.task(),
                    task.kind(),
                    task.title(),
                    scope(task),
                    task.dueOn(),
                    Math.max(0, day.toEpochDay() - task.dueOn().toEpochDay())))
        .toList();
  }

  private static Review review(ReviewScheduled review, Map<String, Aspects> students) {
    List<StudentReview.Held> due =
        review.students().stream()
            .map(student -> of(student, students))
            .flatMap(
                student -> StudentReview.view(student.all(StudentReview.class), student).stream())
            .filter(one -> one.review().equals(review.review()))
            .toList();
    return new Review(
        review.review(),
        review.kind(),
        review.title(),
        scope(review),
        review.dueOn(),
        due.size(),
        (int) due.stream().filter(one -> one.heldOn() == null).count());
  }

  private Work work(PersonalWorkAssigned work, Map<String, Aspects> students) {
    return new Work(
        work.work(),
        work.title(),
        scope(work),
        work.dueOn(),
        work.students().size(),
        (int)
            work.students().stream()
                .map(student -> of(student, students))
                .filter(
                    student ->
                        student.all(WorkCompletion.class).stream()
                            .anyMatch(done -> done.work().equals(work.work())))
                .count());
  }

  private int alerts() {
    SchoolId school = visibility.school();
    return jdbc.sql(ALERTS)
        .param("school", school == null ? null : school.uai())
        .query(Integer.class)
        .single();
  }

  /** Only persons read publications: an account without a person does not. */
  private List<Message> messages() {
    UUID me = visibility.person();
    if (me == null) {
      return List.of();
    }
    SchoolId school = visibility.school();
    return said(
            IndicatorsPublished.class,
            jdbc.sql(MESSAGES)
                .param("school", school == null ? null : school.uai())
                .param("me", me))
        .stream()
        .map(one -> new Message(one.publication(), one.title(), one.publishedOn()))
        .toList();
  }

  private static Aspects of(StudentId student, Map<String, Aspects> students) {
    return Objects.requireNonNull(students.get(student.toString()));
  }

  private static RecordScope scope(OnRecord record) {
    return Objects.requireNonNull(RecordScope.of(record));
  }

  private static String type(Class<?> event) {
    return EventMethods.nameOf(event).fullName();
  }

  private <E> List<E> said(Class<E> event, JdbcClient.StatementSpec asked) {
    return asked
        .query((row, number) -> json.read(json.opened(row.getString("payload"), event), event))
        .list();
  }

  /** Over HTTP. */
  @RestController
  static class Endpoint {
    private final ShowDay days;

    Endpoint(ShowDay days) {
      this.days = days;
    }

    @GetMapping("/api/day")
    @Allowed(who = Who.TEAM_PSYEN_AND_HEAD, over = Over.SIGNED_IN)
    Day day() {
      return days.today();
    }
  }
}
