package fr.jalons.delivery.sessions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sessions of a class or group, with their rolls (S42, S47). */
@RestController
class Sessions {
  private static final String ROWS =
      """
      select s.*, coalesce(c.code, s.code) as borne, coalesce(
        (select json_agg(json_build_object(
           'studentId', a.student, 'status', a.status, 'minutes', a.minutes, 'cause', a.cause,
           'corrected', a.corrected)
           order by a.student)
         from delivery.attendance a where a.session = s.id), '[]') as attendance,
        array(
          select m.student from planning.membership m
          where m.structure = s.school || case s.kind when 'CLASS' then ':D:' else ':G:' end || s.code
            and m."from" <= s.day and (m.until is null or m.until > s.day)
          order by m.student) as students
      from delivery.session s
      left join planning.structure c
        on c.id = s.school || case s.kind when 'CLASS' then ':D:' else ':G:' end || s.code
      """;

  private final JdbcClient jdbc;
  private final EventJson json;

  Sessions(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  enum Status {
    PLANNED,
    HELD,
    CANCELLED
  }

  /**
   * One line of the roll.
   *
   * @param cause where the school had sent the student
   * @param corrected whether it was added or changed afterwards
   */
  record Line(
      StudentId studentId,
      AttendanceStatus status,
      int minutes,
      @Nullable Elsewhere cause,
      boolean corrected) {}

  /**
   * A session.
   *
   * @param structure what the audience is, whatever it is called
   * @param students all students that it concerns, with or without a line: the members of that day,
   *     as they are known now
   * @param cancellation why it is not held
   * @param action the one that it is a part of
   * @param partners those who take part in it
   * @param weekly what was planned with it, if it is the first of several
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      SessionId id,
      String title,
      ClassOrGroup audience,
      @JsonIgnore StructureId structure,
      Instant start,
      int minutes,
      Status status,
      List<UUID> teachers,
      List<String> natures,
      List<UUID> needIds,
      List<UUID> students,
      List<Line> attendance,
      List<String> competencies,
      @Nullable String summary,
      @Nullable String cancellation,
      @Nullable UUID action,
      List<UUID> partners,
      @Nullable WeeklySessions weekly) {
    Row with(@Nullable WeeklySessions series) {
      return new Row(
          id,
          title,
          audience,
          structure,
          start,
          minutes,
          status,
          teachers,
          natures,
          needIds,
          students,
          attendance,
          competencies,
          summary,
          cancellation,
          action,
          partners,
          series);
    }
  }

  /** Of a class with those of groups in which its students are, or of a group; the last first. */
  List<Row> around(ClassOrGroup audience) {
    return jdbc.sql(
            ROWS
                + """
                where (s.school, s.kind, s.code) in (
                    select split_part(id, ':', 1),
                      case split_part(id, ':', 2) when 'D' then 'CLASS' else 'GROUP' end,
                      substr(id, length('0999999Z:D:') + 1)
                    from (
                      select planning.bearing(:kind, :code) as id
                      union
                      select m.structure from planning.membership own join planning.membership m
                        on m.student = own.student
                          and m."from" < coalesce(own.until, 'infinity')
                          and own."from" < coalesce(m.until, 'infinity')
                      where :kind = 'CLASS' and split_part(m.structure, ':', 2) = 'G'
                        and own.structure in (select planning.bearing(:kind, :code))))
                  and (s.school = :school or :school::text is null)
                order by s.start desc, s.id
                """)
        .param("kind", audience.kind().name())
        .param("code", audience.code())
        .param("school", audience.school() == null ? null : audience.school().uai())
        .query((row, number) -> row(row))
        .list();
  }

  List<Row> of(ClassOrGroup audience, @Nullable LocalDate from, @Nullable LocalDate to) {
    return jdbc.sql(
            ROWS
                + """
                where s.kind = :kind
                  and (s.school, s.code) in (
                    select split_part(id, ':', 1), substr(id, length('0999999Z:D:') + 1)
                    from planning.bearing(:kind, :code) id)
                  and (s.school = :school or :school::text is null)
                  and (s.day >= :from or :from::date is null)
                  and (s.day <= :to or :to::date is null)
                order by s.start, s.id
                """)
        .param("kind", audience.kind().name())
        .param("code", audience.code())
        .param("school", audience.school() == null ? null : audience.school().uai())
        .param("from", from)
        .param("to", to)
        .query((row, number) -> row(row))
        .list();
  }

  Optional<Row> find(SessionId session) {
    return jdbc.sql(ROWS + "where s.id = ?")
        .param(session.value())
        .query((row, number) -> row(row))
        .optional();
  }

  private Row row(ResultSet row) throws SQLException {
    SessionId session = new SessionId(row.getObject("id", UUID.class));
    return new Row(
        session,
        json.open(session, "title", row.getString("title")),
        new ClassOrGroup(
            Kind.valueOf(row.getString("kind")),
            row.getString("borne"),
            new SchoolId(row.getString("school"))),
        StructureId.of(
            new SchoolId(row.getString("school")),
            Kind.valueOf(row.getString("kind")),
            row.getString("code")),
        row.getObject("start", OffsetDateTime.class).toInstant(),
        row.getInt("minutes"),
        Status.valueOf(row.getString("status")),
        List.of((UUID[]) row.getArray("teachers").getArray()),
        List.of((String[]) row.getArray("natures").getArray()),
        List.of((UUID[]) row.getArray("needs").getArray()),
        List.of((UUID[]) row.getArray("students").getArray()),
        List.of(json.read(row.getString("attendance"), Line[].class)),
        List.of((String[]) row.getArray("competencies").getArray()),
        json.openNullable(session, "summary", row.getString("summary")),
        json.openNullable(session, "reason", row.getString("cancellation")),
        row.getObject("action", UUID.class),
        List.of((UUID[]) row.getArray("partners").getArray()),
        null);
  }

  @GetMapping("/api/sessions")
  @Allowed(who = Who.STAFF, over = Over.NAMES)
  List<Row> list(
      @RequestParam(name = "class", required = false) @Nullable String division,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    if (from != null && to != null && to.isBefore(from)) {
      throw Refusal.invalid("to", "delivery.dates-reversed");
    }
    return of(ClassOrGroup.of(division, group, school, "class"), from, to);
  }
}
