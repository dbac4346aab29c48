package fr.jalons.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.events.ConsultationId;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.OldStore;
import fr.jalons.platform.sealing.SubjectId;
import fr.jalons.platform.sealing.SubjectKind;
import fr.jalons.platform.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation from before keys had kinds is started with today's program. */
class OldKeysTest {
  private final DataSource database = TestDatabase.create();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final OldStore store = new OldStore(TestDatabase.createUrl());
  private Migrations migrated;
  private int position;

  @BeforeEach
  void migrate() {
    migrated = new Migrations(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private UUID known(String... tags) {
    UUID id = UUID.randomUUID();
    for (String tag : tags) {
      jdbc.sql("insert into eventlog.event_tag (tag, position) values (?, ?)")
          .params(tag + ':' + id, ++position)
          .update();
    }
    return id;
  }

  private void looked(UUID consultation) {
    jdbc.sql(
            """
            insert into eventlog.event (position, id, type, revision, payload, metadata, recorded_at, hash)
            values (?, gen_random_uuid(), 'privacy.FileConsulted', '1', ?::json, '{}', now(), '')
            """)
        .params(++position, "{\"consultation\":\"" + consultation + "\",\"reason\":\"x\"}")
        .update();
  }

  private void start() {
    new OldKeys(store.keys(), jdbc, migrated);
  }

  @Test
  void eachKeyGetsTheKindThatTheLogTellsAndTextsOfBeforeStillOpen() {
    UUID student = known("student");
    UUID guardian = known("guardian");
    UUID teacher = known("teacher");
    UUID session = known("session");
    UUID survey = known("survey");
    UUID look = UUID.randomUUID();
    looked(look);
    String text = store.sealed(student, "description", "text");
    String reason = store.sealed(look, "reason", "why");
    List.of(guardian, teacher, session, survey).forEach(id -> store.sealed(id, "x", "x"));

    start();

    assertThat(List.of(student, guardian, teacher, session, survey, look))
        .extracting(store::kind)
        .containsExactly(
            "student", "respondent", "respondent", "session", "survey", "consultation");
    assertThat(store.sealing().open(SubjectId.of(new StudentId(student)), "description", text))
        .isEqualTo("text");
    assertThat(store.sealing().open(SubjectId.of(new ConsultationId(look)), "reason", reason))
        .isEqualTo("why");
    assertThat(store.sealing().seal(SubjectId.of(new StudentId(student)), "description", "more"))
        .startsWith("sealed:2:student:");
  }

  @Test
  void anIdThatWasGivenTwiceIsTheStudentsAndNoEndOfTheSessionReachesIt() {
    UUID twice = known("session", "student");
    String text = store.sealed(twice, "description", "text");

    start();
    store.keys().destroy(SubjectKind.SESSION, List.of(twice));

    assertThat(store.sealing().open(SubjectId.of(new StudentId(twice)), "description", text))
        .isEqualTo("text");
  }

  @Test
  void aKeyOfWhichTheLogSaysNothingOpensWhatItSealedAndServesNothingElse() {
    UUID unknown = UUID.nameUUIDFromBytes("jalons:token-keys".getBytes());
    String text = store.sealed(unknown, "jwk", "key");

    start();
    for (SubjectKind kind : SubjectKind.values()) {
      store.keys().destroy(kind, List.of(unknown));
    }

    assertThat(store.installation().takeOver(unknown, "jwk", text)).contains("key");
    assertThatThrownBy(
            () -> store.sealing().seal(SubjectId.of(new SessionId(unknown)), "title", "x"))
        .hasMessage("platform.id-of-another-kind");
  }
}
