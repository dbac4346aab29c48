package fr.jalons.school.known;

import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.test.fixture.AxonTestFixture;
import org.junit.jupiter.api.Test;

class KnownRecordTest {
  private static final RecordId ID = new RecordId(UUID.randomUUID());

  /** A kind that no sealed interface names. */
  @Event(namespace = "test", name = "Noted", version = "1")
  record Noted(@EventTag(key = Tags.RECORD) RecordId record, String text) implements OnRecord {}

  @Event(namespace = "test", name = "Drawn", version = "1")
  record Drawn(@EventTag(key = Tags.RECORD) RecordId record) implements OnRecord {}

  @Command(namespace = "test", name = "Note")
  record Note(RecordId record, String text) {
    List<Noted> decide(KnownRecord known) {
      return known.create(new Noted(record, text));
    }
  }

  private final AxonTestFixture slice = SliceFixture.on(LocalDate.of(2027, 3, 9), Note.class);

  @Test
  void somethingNewIsRecorded() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(new Note(ID, "a"))
        .then()
        .success()
        .events(new Noted(ID, "a"));
  }

  @Test
  void theSameAgainChangesNothing() {
    slice
        .given()
        .event(new Noted(ID, "a"))
        .when()
        .command(new Note(ID, "a"))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void anotherOneUnderTheIdentifierIsRefused() {
    refusedAfter(new Noted(ID, "b"));
  }

  @Test
  void anotherKindUnderTheIdentifierIsRefused() {
    refusedAfter(new Drawn(ID));
  }

  private void refusedAfter(Object event) {
    slice
        .given()
        .event(event)
        .when()
        .command(new Note(ID, "a"))
        .then()
        .exception(Refusal.class, "school.record-id-taken")
        .noEvents();
  }
}
