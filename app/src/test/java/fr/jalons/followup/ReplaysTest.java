package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.DomainEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.IndicatorLines;
import fr.jalons.indicators.PastAspects;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.planning.needs.StudentNeed.OpenAndClosed;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

/** A class of two; one of them leaves. */
class ReplaysTest {
  private static final SchoolId SCHOOL = new SchoolId("0990001X");
  private static final StructureId CLASS =
      StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPPSR");
  private static final StudentId STAYS = new StudentId(new UUID(1, 1));
  private static final StudentId LEAVES = new StudentId(new UUID(1, 2));
  private static final LocalDate START = LocalDate.of(2026, 9, 1);
  private static final LocalDate LEFT = LocalDate.of(2026, 10, 1);
  private static final String OF_STAYS = "student:" + STAYS;
  private static final String OF_LEAVES = "student:" + LEAVES;
  private static final String OF_CLASS = "structure:" + CLASS;

  private final DataSource database = TestDatabase.create();
  private final EventJson json = new EventJson();
  private final List<HistoryImport.Past> history = new ArrayList<>();
  private final PostgresEventStorageEngine log;
  private final Replays replays;

  ReplaysTest() {
    new Migrations(database);
    log = new PostgresEventStorageEngine(database, json, 100, new SimpleMeterRegistry());
    Folds folds = Folds.onClassPath(ZoneOffset.UTC);
    StaticMessageSource words = new StaticMessageSource();
    words.setUseCodeAsDefaultMessage(true);
    replays =
        new Replays(
            log,
            new PastAspects(folds, log, new JoinedFiles(), json, Clock.systemUTC()),
            new IndicatorLines(folds, new Indicators(folds), words),
            new SchoolYears(log, json, Clock.systemUTC()),
            json);
    on(START, new StructureDeclared(CLASS, SCHOOL, 2026, "PSR", null, List.of()), OF_CLASS);
    on(START, new MembershipStarted(STAYS, CLASS, SCHOOL, START), OF_CLASS, OF_STAYS);
    on(START, new MembershipStarted(LEAVES, CLASS, SCHOOL, START), OF_CLASS, OF_LEAVES);
    on(START.plusDays(9), need(LEAVES), OF_LEAVES);
    on(LEFT, new MembershipEnded(LEAVES, CLASS, SCHOOL, LEFT), OF_CLASS, OF_LEAVES);
    on(LEFT.plusDays(9), need(LEAVES), OF_LEAVES);
    on(LEFT.plusDays(10), need(STAYS), OF_STAYS);
    new HistoryImport(database).append(history.iterator(), through -> {});
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static NeedDiagnosed need(StudentId student) {
    return new NeedDiagnosed(
        new NeedId(UUID.randomUUID()), student, NeedArea.AUTONOMY, "S’organiser", null, START);
  }

  private void on(LocalDate day, DomainEvent event, String... tags) {
    String type =
        EventTypes.all().entrySet().stream()
            .filter(named -> named.getValue() == event.getClass())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    history.add(
        new HistoryImport.Past(
            UUID.randomUUID(),
            type,
            "1",
            json.write(event),
            "{\"actor\":\"user:one\"}",
            day.atTime(10, 0).toInstant(ZoneOffset.UTC),
            Set.of(tags)));
  }

  private static ClassFollowUps.View today() {
    return new ClassFollowUps.View(
        CLASS,
        "1CAPPSR",
        "PSR",
        SCHOOL,
        7,
        LEFT.plusDays(20),
        new Period(START, LEFT.plusDays(20), ZoneOffset.UTC),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void whoHasLeftAClassIsInItsReplayUpToThere() {
    Replays.Page<ClassFollowUps.View> page = replays.schoolClass(today(), event -> true, 0, 25);

    assertThat(page.students()).containsExactlyInAnyOrder(STAYS, LEAVES);
    assertThat(page.steps())
        .extracting(step -> step.event().position())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 7L); // not what became of them elsewhere
    assertThat(page.steps())
        .extracting(step -> step.after().students().size())
        .containsExactly(0, 1, 2, 2, 1, 1);
    assertThat(page.steps())
        .extracting(step -> step.before().students().size())
        .containsExactly(0, 0, 1, 2, 2, 1);
    assertThat(page.next()).isNull();
  }

  @Test
  void aPageEndsWhereTheNextBeginsWithTheStateAsItWasThere() {
    Replays.Page<ClassFollowUps.View> first = replays.schoolClass(today(), event -> true, 0, 4);
    assertThat(first.next()).isEqualTo(4);

    Replays.Page<ClassFollowUps.View> rest = replays.schoolClass(today(), event -> true, 4, 4);
    assertThat(rest.steps()).hasSize(2);
    assertThat(rest.steps().getFirst().before().students())
        .extracting(StudentView::named)
        .isEqualTo(
            first.steps().getLast().after().students().stream().map(StudentView::named).toList());
    assertThat(rest.types()).hasSize(4);
  }

  @Test
  void aStudentTakesHisReplayAlong() {
    Replays.Page<StudentView> page = replays.student(LEAVES, event -> true, 0, 25);

    assertThat(page.steps())
        .extracting(step -> step.after().part("needs", OpenAndClosed.class).open().size())
        .containsExactly(0, 1, 1, 2);
  }
}
