package fr.jalons.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.GuardianId;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StudentBack;
import fr.jalons.events.SchoolEvent.StudentLeft;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.SurveyId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.sealing.ErasureParticipant;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.time.SchoolClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(properties = {"jalons.demo=false", "jalons.retention=P1Y"})
@Import(RetentionTest.Fragile.class)
class RetentionTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 10);

  @Autowired Retention retention;
  @Autowired Erasures erasures;
  @Autowired Fragile.Part fragile;
  @Autowired AxonConfiguration axon;
  @Autowired ReadModels readModels;
  @Autowired PostgresEventStorageEngine log;
  @Autowired JdbcTemplate jdbc;
  @Autowired SchoolClock clock;
  @Autowired ErasureRows rows;
  @Autowired Commands commands;
  @Autowired Notices notices;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", TestDatabase::createUrl);
  }

  /** A part of the application that fails when it is told to. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Fragile {
    static final class Part implements ErasureParticipant {
      private final AtomicInteger failures = new AtomicInteger();

      @Override
      public void erase(Set<UUID> persons) {
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          throw new IllegalStateException("out of order");
        }
      }

      @Override
      public String schema() {
        return "privacy";
      }
    }

    @Bean
    Part fragilePart() {
      return new Part();
    }
  }

  @Test
  void leaversStandInTheListForTwoWeeksBeforeTheyAreErased() {
    LocalDate first = TODAY.minusDays(14);
    StudentId longGone = leaver(first.minusYears(1));
    StudentId lately = leaver(TODAY.minusMonths(6));
    StudentId back = leaver(TODAY.minusYears(2));
    on(TODAY.minusDays(20), () -> given(returned(back)));
    caughtUp();

    assertThat(due(lately))
        .isEqualTo(
            new Retention.Due(
                lately,
                SCHOOL,
                TODAY.minusMonths(6),
                TODAY.minusMonths(6),
                TODAY.minusMonths(6).plusYears(1),
                false));
    assertThat(preview(retention, TODAY.plusYears(9)))
        .extracting(Retention.Due::student)
        .contains(longGone)
        .doesNotContain(back);
    for (LocalDate day = first; day.isBefore(TODAY); day = day.plusDays(1)) {
      on(day, retention::eraseAll);
      on(day, retention::eraseAll); // a restart
      assertThat(names(longGone)).as("on " + day).containsExactly(longGone);
    }

    on(TODAY, retention::eraseAll);
    caughtUp();

    assertThat(names(longGone, lately, back)).containsExactlyInAnyOrder(lately, back);
    assertThat(destroyed(List.of(longGone.value(), lately.value(), back.value())))
        .containsExactly(longGone.value());
    assertThat(preview(retention, TODAY))
        .extracting(Retention.Due::student)
        .doesNotContain(longGone, lately, back);
    assertThat(
            jdbc.queryForList(
                "select requested_by from privacy.request where cause = 'RETENTION' and student = ?",
                String.class,
                longGone.value()))
        .containsExactly("system:jalons");
  }

  @Test
  void theTextsOfAnAnonymousSurveyGoWithTheLastOfThoseItAsked() {
    StudentId first = leaver(TODAY.minusMonths(1));
    StudentId last = leaver(TODAY.minusMonths(1));
    SurveyId survey = new SurveyId(UUID.randomUUID());
    given(
        new SurveyOpened(
            survey,
            SCHOOL,
            "Bilan",
            Audience.STUDENTS,
            null,
            true,
            List.of(),
            List.of(first.value(), last.value()),
            TODAY,
            null));

    given(erased(first, UUID.randomUUID()));
    caughtUp();
    erasures.resume();
    assertThat(destroyed(List.of(survey.value(), first.value()))).containsExactly(first.value());

    given(erased(last, UUID.randomUUID()));
    caughtUp();
    erasures.resume();
    assertThat(destroyed(List.of(survey.value()))).containsExactly(survey.value());
  }

  @Test
  void aLeavingToldLongAfterwardsCountsFromTheDayOnWhichItBecameKnown() {
    LocalDate before = TODAY.minusYears(3);
    StudentId student = leaver(before, TODAY);
    caughtUp();

    on(TODAY, retention::eraseAll);

    assertThat(due(student))
        .isEqualTo(new Retention.Due(student, SCHOOL, before, TODAY, TODAY.plusYears(1), true));
    on(TODAY.minusDays(3), () -> given(returned(student)));
    caughtUp();
    assertThat(preview(retention, TODAY.plusYears(9)))
        .extracting(Retention.Due::student)
        .doesNotContain(student);
  }

  @Test
  void neitherAClockThatJumpsNorAShorterPeriodMakesItComeWithoutNotice() {
    StudentId student = leaver(TODAY.minusMonths(2));
    caughtUp();

    on(TODAY.plusYears(10), retention::eraseAll);
    on(TODAY.plusYears(20), retention::eraseAll);
    assertThat(names(student)).containsExactly(student);
    on(TODAY, retention::eraseAll); // the clock is right again
    assertThat(due(student).erasedOn()).isEqualTo(TODAY.minusMonths(2).plusYears(1));

    Retention shorter = new Retention(rows, commands, erasures, notices, clock, "P1D");
    assertThat(preview(shorter, TODAY.plusYears(1)))
        .filteredOn(due -> due.student().equals(student))
        .singleElement()
        .matches(due -> due.erasedOn().equals(TODAY.plusDays(14)) && due.recent());
    on(TODAY, shorter::eraseAll);
    assertThat(names(student)).containsExactly(student);
    on(TODAY, retention::eraseAll); // and forgets that it would have been soon
  }

  @Test
  void anotherLeavingStartsAnotherNotice() {
    Retention shorter = new Retention(rows, commands, erasures, notices, clock, "P1D");
    StudentId student = leaver(TODAY.minusMonths(1));
    caughtUp();
    for (int i = 13; i > 0; i--) {
      on(TODAY.minusDays(i), shorter::eraseAll);
    }
    on(TODAY.minusDays(1), () -> given(returned(student)));
    on(TODAY.minusDays(1), () -> given(new StudentLeft(student, SCHOOL, TODAY.minusMonths(1))));
    caughtUp();

    on(TODAY, shorter::eraseAll);
    on(TODAY.plusDays(1), shorter::eraseAll);

    assertThat(names(student)).containsExactly(student);
  }

  /** {@code -Djalons.random.seed=} tells what happens. */
  @Test
  void whoeverLeavesAndComesBackInAnyOrderIsNotErasedWithoutTwoWeeksOfNotice() {
    long seed = Long.getLong("jalons.random.seed", 1);
    Random random = new Random(seed);
    Retention shorter = new Retention(rows, commands, erasures, notices, clock, "P1D");
    LocalDate day = TODAY.plusYears(1);
    Map<StudentId, LocalDate> left = new HashMap<>();
    Map<StudentId, Integer> noticed = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      left.put(leaver(day), day);
    }
    StudentId[] all = left.keySet().toArray(StudentId[]::new);
    int erased = 0;
    for (int i = 0; i < 40; i++) {
      LocalDate now = day;
      for (StudentId student : names(all)) {
        LocalDate on = day.plusDays(random.nextInt(30) - 20L);
        if (random.nextInt(25) == 0 && left.remove(student) != null) {
          on(now, () -> given(new StudentBack(student, SCHOOL)));
          noticed.remove(student);
        } else if (random.nextInt(25) == 0 && !on.equals(left.put(student, on))) {
          on(now, () -> given(new StudentLeft(student, SCHOOL, on)));
          noticed.remove(student);
        }
      }
      caughtUp();
      List<StudentId> before = names(all);
      on(now, shorter::eraseAll);
      caughtUp();
      for (StudentId student : before) {
        if (!names(student).isEmpty()) {
          LocalDate leaves = left.get(student);
          if (leaves != null && leaves.isBefore(day.plusDays(14))) {
            noticed.merge(student, 1, Integer::sum);
          }
        } else {
          erased++;
          assertThat(noticed.getOrDefault(student, 0))
              .as("days of notice of %s, -Djalons.random.seed=%s", student, seed)
              .isGreaterThanOrEqualTo(14);
        }
      }
      day = day.plusDays(random.nextInt(10) == 0 ? 3 : 1);
    }
    assertThat(erased).isPositive();
  }

  private Retention.Due due(StudentId student) {
    return preview(retention, TODAY.plusYears(9)).stream()
        .filter(due -> due.student().equals(student))
        .findFirst()
        .orElseThrow();
  }

  private List<Retention.Due> preview(Retention of, LocalDate until) {
    List<Retention.Due> due = new ArrayList<>();
    on(TODAY, () -> due.addAll(of.preview(until)));
    return due;
  }

  private static MembershipStarted returned(StudentId student) {
    return new MembershipStarted(student, structure(), SCHOOL, TODAY.minusDays(20));
  }

  private void on(LocalDate day, Runnable work) {
    clock.at(day.atTime(12, 0).atZone(clock.getZone()).toInstant(), work);
  }

  @Test
  void whatACrashLeftUndoneIsResumed() {
    StudentId student = leaver(TODAY.minusMonths(1));
    given(erased(student, UUID.randomUUID())); // and then the power went
    caughtUp();
    assertThat(names(student)).containsExactly(student);

    erasures.resume();

    assertThat(names(student)).isEmpty();
    assertThat(destroyed(List.of(student.value()))).containsExactly(student.value());
  }

  @Test
  void anErasureThatFailsHalfWaySaysSoAndIsCompletedLater() {
    StudentId student = leaver(TODAY.minusMonths(1));
    GuardianId parent = new GuardianId(UUID.randomUUID());
    jdbc.update(
        "insert into identity.guardian values (?, ?, ?, 'N', null, 'P')",
        parent.value(),
        SCHOOL.uai(),
        parent.toString());
    given(new GuardianLinked(parent, student, SCHOOL));
    UUID request = UUID.randomUUID();
    given(erased(student, request));
    fragile.failures.set(1);

    assertThat(carriedOutNow(request)).isFalse();
    assertThat(carriedOut(student)).isZero();
    assertThat(destroyed(List.of(parent.value()))).containsExactly(parent.value());

    assertThat(carriedOutNow(request)).isTrue();
    assertThat(carriedOut(student)).isOne();
    assertThat(names(student)).isEmpty();
  }

  private static StudentErased erased(StudentId student, UUID request) {
    return new StudentErased(
        new ErasureRequestId(request),
        student,
        SCHOOL,
        ErasureCause.REQUEST,
        "user:one",
        "user:two");
  }

  private boolean carriedOutNow(UUID request) {
    return erasures.carryOut(List.of(new ErasureRequestId(request))).done();
  }

  /** Who left, as was recorded on the same day. */
  private StudentId leaver(LocalDate left) {
    return leaver(left, left);
  }

  private StudentId leaver(LocalDate left, LocalDate known) {
    StudentId student = new StudentId(UUID.randomUUID());
    jdbc.update(
        "insert into identity.student values (?, ?, ?, null, 'N', null, 'P', '2009-01-01', null, 'n p')",
        student.value(),
        SCHOOL.uai(),
        student.toString());
    on(
        known,
        () ->
            given(
                new StudentRegistered(student, SCHOOL),
                new MembershipStarted(student, structure(), SCHOOL, left.minusYears(1)),
                new StudentLeft(student, SCHOOL, left)));
    return student;
  }

  private static StructureId structure() {
    return StructureId.of(SCHOOL, Kind.CLASS, "1CAP");
  }

  private List<StudentId> names(StudentId... students) {
    return jdbc.query(
        "select id from identity.student where id = any (?)",
        (row, index) -> new StudentId(row.getObject(1, UUID.class)),
        (Object) List.of(students).stream().map(StudentId::value).toArray(UUID[]::new));
  }

  private List<UUID> destroyed(List<UUID> subjects) {
    return jdbc.query(
        "select subject from keys.subject_key where subject = any (?) and wrapped is null",
        (row, number) -> row.getObject(1, UUID.class),
        (Object) subjects.toArray(UUID[]::new));
  }

  private Integer carriedOut(StudentId student) {
    return java.util.Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*)::int from privacy.carried_out where student = ?",
            Integer.class,
            student.value()));
  }

  private void given(Object... events) {
    axon.getComponent(UnitOfWorkFactory.class)
        .create()
        .executeWithResult(
            unit -> {
              EventAppender.forContext(unit).append(List.of(events));
              return CompletableFuture.<Void>completedFuture(null);
            })
        .join();
  }

  private void caughtUp() {
    assertThat(readModels.await(log.head(), Duration.ofSeconds(30))).isTrue();
  }
}
