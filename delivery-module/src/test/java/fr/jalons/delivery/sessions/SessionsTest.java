package fr.jalons.delivery.sessions;

import static fr.jalons.delivery.Classroom.ADA;
import static fr.jalons.delivery.Classroom.BEN;
import static fr.jalons.delivery.Classroom.CLASS;
import static fr.jalons.delivery.Classroom.DAY;
import static fr.jalons.delivery.Classroom.GONE;
import static fr.jalons.delivery.Classroom.LENGTH;
import static fr.jalons.delivery.Classroom.NEED;
import static fr.jalons.delivery.Classroom.OTHER_SCHOOL;
import static fr.jalons.delivery.Classroom.PARIS;
import static fr.jalons.delivery.Classroom.SCHOOL;
import static fr.jalons.delivery.Classroom.SESSION;
import static fr.jalons.delivery.Classroom.START;
import static fr.jalons.delivery.Classroom.STRANGER;
import static fr.jalons.delivery.Classroom.TEACHER;
import static fr.jalons.delivery.Classroom.line;
import static fr.jalons.delivery.Classroom.scheduled;
import static fr.jalons.events.SessionEvent.AttendanceStatus.EXCUSED;
import static fr.jalons.events.SessionEvent.AttendanceStatus.LATE;
import static fr.jalons.events.SessionEvent.AttendanceStatus.PRESENT;
import static fr.jalons.events.SessionEvent.AttendanceStatus.UNEXCUSED;
import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.delivery.sessions.Sessions.Line;
import fr.jalons.delivery.sessions.Sessions.Row;
import fr.jalons.delivery.sessions.Sessions.Status;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.platform.time.SchoolTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionsTest {
  private static final StructureId ABROAD = StructureId.of(OTHER_SCHOOL, Kind.CLASS, CLASS.key());
  private static final StructureId GROUP = StructureId.of(SCHOOL, Kind.GROUP, CLASS.key());
  private static final ClassOrGroup FIRST_YEAR = new ClassOrGroup(Kind.CLASS, "1CAP", SCHOOL);
  private static final SessionHeld HELD =
      new SessionHeld(
          SESSION,
          CLASS,
          START,
          LENGTH,
          List.of(line(ADA, PRESENT, 50)),
          List.of(ADA, BEN),
          List.of(TEACHER),
          "Bien lu",
          List.of("LIRE"));

  private static final SessionChanged MOVED =
      new SessionChanged(
          SESSION,
          CLASS,
          "Compter",
          START.plus(Duration.ofDays(1)),
          30,
          List.of(),
          Set.of(Nature.EXAM),
          List.of(),
          List.of(ADA, BEN));

  private static final LocalDate TERM = LocalDate.of(2026, 9, 1);
  private static final Comparator<UUID> AS_IN_SQL = Comparator.comparing(UUID::toString);

  private SessionTables tables;
  private Sessions sessions;
  private JdbcClient jdbc;

  @BeforeEach
  void migrate() {
    DataSource dataSource = TestDatabase.create("delivery");
    new Migrations(dataSource);
    jdbc = JdbcClient.create(dataSource);
    tables = new SessionTables(jdbc, Clock.system(PARIS));
    sessions = new Sessions(jdbc, new EventJson());
    declared(CLASS);
    declared(ABROAD);
    declared(GROUP);
    member(ADA, TERM);
    member(BEN, TERM);
  }

  private void declared(StructureId structure) {
    jdbc.sql(
            """
            insert into planning.structure (id, school, kind, code, label, year, classes)
            values (?, ?, ?, ?, '', 2026, '{}')
            """)
        .params(
            structure.value(), structure.school().uai(), structure.kind().name(), structure.key())
        .update();
  }

  @Test
  void theSessionsOfARenamedClassAreFoundByEitherCode() {
    tables.on(scheduled());
    jdbc.sql("update planning.structure set code = '1CAPA', former = '{1CAP}' where id = ?")
        .param(CLASS.value())
        .update();

    assertThat(sessions.of(new ClassOrGroup(Kind.CLASS, "1CAPA", SCHOOL), null, null))
        .isEqualTo(sessions.of(FIRST_YEAR, null, null))
        .extracting(Row::audience)
        .containsExactly(new ClassOrGroup(Kind.CLASS, "1CAPA", SCHOOL));
  }

  /** A clock in Paris that knows that all schools are in Kiribati. */
  private static final class Overseas extends Clock implements SchoolTime.Zones {
    private final Clock paris = Clock.system(PARIS);

    @Override
    public ZoneId zone(@Nullable String school) {
      return ZoneId.of("Pacific/Kiritimati");
    }

    @Override
    public ZoneId getZone() {
      return paris.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return paris.withZone(zone);
    }

    @Override
    public Instant instant() {
      return paris.instant();
    }
  }

  @Test
  void aSessionIsOnTheDayOfItsSchool() {
    new SessionTables(jdbc, new Overseas()).on(scheduled());
    assertThat(ids(sessions.of(FIRST_YEAR, DAY.plusDays(1), DAY.plusDays(1)))).isEmpty();
    new SessionTables(jdbc, new Overseas())
        .on(
            new SessionChanged(
                SESSION,
                CLASS,
                "Compter",
                DAY.atTime(14, 0).atZone(PARIS).toInstant(),
                30,
                List.of(),
                Set.of(),
                List.of(),
                List.of(ADA, BEN)));
    assertThat(ids(sessions.of(FIRST_YEAR, DAY.plusDays(1), DAY.plusDays(1))))
        .containsExactly(SESSION);
  }

  private void member(StudentId student, LocalDate from) {
    jdbc.sql("insert into planning.membership (student, structure, \"from\") values (?, ?, ?)")
        .params(student.value(), CLASS.value(), from)
        .update();
  }

  @Test
  void aPlannedSessionHasItsAudienceAndNoRoll() {
    tables.on(scheduled());
    assertThat(only())
        .isEqualTo(
            new Row(
                SESSION,
                "Lire une consigne",
                FIRST_YEAR,
                CLASS,
                START,
                LENGTH,
                Status.PLANNED,
                List.of(TEACHER.value()),
                List.of("FUNDAMENTALS"),
                List.of(NEED.value()),
                Stream.of(ADA.value(), BEN.value()).sorted(AS_IN_SQL).toList(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null));
  }

  @Test
  void aSessionIsShownAndListedAsItWasLastPlanned() {
    tables.on(scheduled());
    tables.on(MOVED);
    assertThat(only())
        .extracting(Row::title, Row::start, Row::minutes, Row::status, Row::teachers, Row::natures)
        .containsExactly("Compter", MOVED.start(), 30, Status.PLANNED, List.of(), List.of("EXAM"));
    assertThat(only().needIds()).isEmpty();
    assertThat(sessions.of(FIRST_YEAR, DAY, DAY)).isEmpty();
    assertThat(ids(sessions.of(FIRST_YEAR, DAY.plusDays(1), DAY.plusDays(1))))
        .containsExactly(SESSION);
  }

  @Test
  void aHeldSessionHasARoll() {
    tables.on(scheduled());
    tables.on(HELD);
    assertThat(only())
        .extracting(Row::status, Row::attendance, Row::summary, Row::competencies)
        .containsExactly(
            Status.HELD,
            List.of(new Line(ADA, PRESENT, 50, null, false)),
            "Bien lu",
            List.of("LIRE"));
  }

  @Test
  void aCorrectionReplacesALine() {
    tables.on(scheduled());
    tables.on(HELD);
    tables.on(new AttendanceCorrected(SESSION, ADA, LATE, 40, "métro"));
    assertThat(only().attendance()).containsExactly(new Line(ADA, LATE, 40, null, true));
  }

  @Test
  void aCorrectionAddsALine() {
    tables.on(scheduled());
    tables.on(HELD);
    tables.on(new AttendanceCorrected(SESSION, STRANGER, EXCUSED, 0, "oubli"));
    tables.on(new AttendanceCorrected(SESSION, BEN, UNEXCUSED, 0, "oubli"));
    assertThat(only().attendance())
        .containsExactlyInAnyOrder(
            new Line(ADA, PRESENT, 50, null, false),
            new Line(BEN, UNEXCUSED, 0, null, true),
            new Line(STRANGER, EXCUSED, 0, null, true));
  }

  @Test
  void itConcernsTheMembersOfItsDayAsTheyAreKnownNow() {
    tables.on(scheduled());
    tables.on(HELD);
    member(STRANGER, DAY);
    member(GONE, DAY.plusDays(1));
    jdbc.sql("update planning.membership set until = ? where student = ?")
        .params(DAY, ADA.value())
        .update();
    assertThat(only().students()).containsExactlyInAnyOrder(BEN.value(), STRANGER.value());
    assertThat(only().attendance()).extracting(Line::studentId).containsExactly(ADA);
  }

  @Test
  void aLineSaysWhereTheSchoolHadSentAStudent() {
    tables.on(scheduled());
    tables.on(HELD);
    tables.on(new AttendanceCorrected(SESSION, BEN, EXCUSED, 0, Elsewhere.PLACEMENT, "stage"));
    assertThat(only().attendance()).contains(new Line(BEN, EXCUSED, 0, Elsewhere.PLACEMENT, true));
    tables.on(new AttendanceCorrected(SESSION, BEN, EXCUSED, 0, "malade"));
    assertThat(only().attendance()).contains(new Line(BEN, EXCUSED, 0, null, true));
  }

  @Test
  void aCancelledSessionSaysWhy() {
    tables.on(scheduled());
    tables.on(new SessionCancelled(SESSION, CLASS, List.of(ADA, BEN), "grève"));
    assertThat(only())
        .extracting(Row::status, Row::cancellation)
        .containsExactly(Status.CANCELLED, "grève");
  }

  @Test
  void replayGivesTheSameRowsInEmptyTablesAndInFullOnes() {
    SessionId other = new SessionId(UUID.randomUUID());
    Runnable log =
        () -> {
          tables.on(scheduled());
          tables.on(session(other, CLASS, START));
          tables.on(MOVED);
          tables.on(HELD);
          tables.on(new AttendanceCorrected(SESSION, ADA, LATE, 40, "métro"));
          tables.on(new AttendanceCorrected(SESSION, STRANGER, PRESENT, 55, "oubli"));
          tables.on(new SessionCancelled(other, CLASS, List.of(ADA, BEN), "grève"));
        };
    log.run();
    List<Row> once = sessions.of(FIRST_YEAR, null, null);
    log.run();
    assertThat(sessions.of(FIRST_YEAR, null, null)).isEqualTo(once).hasSize(2);
    jdbc.sql("truncate delivery.session, delivery.attendance").update();
    log.run();
    assertThat(sessions.of(FIRST_YEAR, null, null)).isEqualTo(once);
  }

  @Test
  void sessionsAreListedByClassOrGroupSchoolAndDayInTheirOrder() {
    Instant justBeforeMidnight = DAY.plusDays(1).atStartOfDay(PARIS).minusMinutes(1).toInstant();
    SessionId late = planned(CLASS, justBeforeMidnight);
    SessionId early = planned(CLASS, START);
    SessionId nextDay = planned(CLASS, justBeforeMidnight.plusSeconds(60));
    SessionId abroad = planned(ABROAD, START);
    SessionId ofGroup = planned(GROUP, START);

    assertThat(ids(sessions.of(FIRST_YEAR, null, null))).containsExactly(early, late, nextDay);
    assertThat(ids(sessions.of(FIRST_YEAR, DAY, DAY))).containsExactly(early, late);
    assertThat(ids(sessions.of(FIRST_YEAR, DAY.plusDays(1), null))).containsExactly(nextDay);
    assertThat(ids(sessions.of(new ClassOrGroup(Kind.CLASS, "1CAP", null), DAY, DAY)))
        .containsExactlyInAnyOrder(early, late, abroad);
    assertThat(ids(sessions.of(new ClassOrGroup(Kind.GROUP, "1CAP", null), null, null)))
        .containsExactly(ofGroup);
    assertThat(ids(sessions.of(new ClassOrGroup(Kind.CLASS, "2CAP", null), null, null))).isEmpty();
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(sessions.find(SESSION)).isEmpty();
  }

  private Row only() {
    return sessions.find(SESSION).orElseThrow();
  }

  private static List<SessionId> ids(List<Row> rows) {
    return rows.stream().map(Row::id).toList();
  }

  private SessionId planned(StructureId audience, Instant start) {
    SessionId id = new SessionId(UUID.randomUUID());
    tables.on(session(id, audience, start));
    return id;
  }

  private static SessionScheduled session(SessionId id, StructureId audience, Instant start) {
    return new SessionScheduled(
        id, audience, "Séance", start, LENGTH, List.of(), Set.of(), List.of(), List.of(ADA, BEN));
  }
}
