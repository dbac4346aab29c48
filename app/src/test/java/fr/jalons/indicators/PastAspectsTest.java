package fr.jalons.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.StudentId;
import fr.jalons.planning.needs.StudentNeed;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stays known of the past, with a need of each of two files. */
class PastAspectsTest {
  private static final StudentId ONE = new StudentId(new UUID(1, 1));
  private static final StudentId OTHER = new StudentId(new UUID(1, 2));
  private static final LocalDate DAY = LocalDate.of(2026, 9, 10);

  private final EventJson json = new EventJson();
  private final JoinedFiles joined = new JoinedFiles();
  private final DataSource database = TestDatabase.create();
  private final PostgresEventStorageEngine log;
  private final PastAspects past;

  PastAspectsTest() {
    new Migrations(database);
    log =
        new PostgresEventStorageEngine(
            database, json, List.of(), joined, Map.of(), 100, new SimpleMeterRegistry());
    past = new PastAspects(Folds.onClassPath(ZoneOffset.UTC), log, joined, json, Clock.systemUTC());
    new HistoryImport(database)
        .append(Stream.of(ONE, OTHER).map(this::need).iterator(), through -> {});
  }

  @AfterEach
  void close() {
    log.close();
  }

  private HistoryImport.Past need(StudentId student) {
    return new HistoryImport.Past(
        UUID.randomUUID(),
        "planning.NeedDiagnosed",
        "1",
        json.write(
            new NeedDiagnosed(
                new NeedId(UUID.randomUUID()), student, NeedArea.AUTONOMY, "x", null, DAY)),
        "{\"actor\":\"user:one\"}",
        Instant.EPOCH,
        Set.of("student:" + student));
  }

  private Aspects known(StudentId student, long position) {
    return Objects.requireNonNull(
        past.sealed(Set.of(StudentNeed.class), List.of(student), position).get(student.toString()));
  }

  @Test
  void whatWasKnownAtAPositionIsFoldedOnce() {
    Aspects first = known(OTHER, 2);

    assertThat(first.all(StudentNeed.class)).hasSize(1);
    assertThat(known(OTHER, 2)).isSameAs(first);
  }

  @Test
  void itIsWhatWasKnownThenOfThatStudent() {
    known(OTHER, 2);

    assertThat(known(OTHER, 1).all(StudentNeed.class)).isEmpty();
    assertThat(known(ONE, 2).all(StudentNeed.class)).hasSize(1);
  }

  @Test
  void filesThatTurnOutToBeOfOnePersonAreFoldedAnew() {
    known(ONE, 2);

    joined.are(Map.of(OTHER.value(), ONE.value()));
    assertThat(known(ONE, 2).all(StudentNeed.class)).hasSize(2);

    joined.are(Map.of());
    assertThat(known(ONE, 2).all(StudentNeed.class)).hasSize(1);
  }
}
