package fr.jalons.school.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.events.Kind;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.SliceFixture;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownRecordTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 9);
  private static final RecordId ID = new RecordId(UUID.randomUUID());

  /** A kind that no sealed interface names. */
  @Kind(value = "NOTE", lasting = true)
  @Event(namespace = "test", name = "Noted", version = "1")
  record Noted(
      @EventTag(key = Tags.RECORD) RecordId record, String text, @Nullable String correction)
      implements OnRecord {}

  @Kind("DRAWING")
  @Event(namespace = "test", name = "Drawn", version = "1")
  record Drawn(@EventTag(key = Tags.RECORD) RecordId record) implements OnRecord {}

  @Command(namespace = "test", name = "Note")
  record Note(RecordId record, String text, @Nullable Correction correction) {
    List<Noted> decide(KnownRecord known) {
      return known.create(new Noted(record, text, Correction.reason(correction)), correction);
    }
  }

  private static Noted noted(String text) {
    return new Noted(ID, text, null);
  }

  private static Note note(String text) {
    return new Note(ID, text, null);
  }

  private static Note corrected(String text, @Nullable Integer version) {
    return new Note(ID, text, new Correction("misread", version));
  }

  private final AxonTestFixture slice = SliceFixture.on(TODAY, Note.class);

  @Test
  void somethingNewIsRecorded() {
    slice.given().noPriorActivity().when().command(note("a")).then().success().events(noted("a"));
  }

  @Test
  void theSameAgainChangesNothing() {
    slice.given().event(noted("a")).when().command(note("a")).then().success().noEvents();
  }

  @Test
  void anotherOneUnderTheIdentifierIsRefused() {
    refusedAfter(noted("b"));
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
        .command(note("a"))
        .then()
        .exception(Refusal.class, "school.record-id-taken")
        .noEvents();
  }

  @Test
  void aCorrectionIsTheSameEventAgainWithTheReason() {
    slice
        .given()
        .event(noted("a"))
        .when()
        .command(corrected("b", 1))
        .then()
        .success()
        .events(new Noted(ID, "b", "misread"));
  }

  @Test
  void aCorrectionThatSaysTheSameChangesNothing() {
    slice
        .given()
        .events(noted("a"), new Noted(ID, "b", "misread"))
        .when()
        .command(corrected("b", 2))
        .then()
        .success()
        .noEvents();
  }

  @Test
  void aCorrectionOfAnEarlierVersionIsStale() {
    refused(corrected("c", 1), "platform.stale", noted("a"), new Noted(ID, "b", "misread"));
  }

  @Test
  void whatIsUnknownOrOfAnotherKindIsNotCorrected() {
    refused(
        corrected("b", null), "school.record-unknown", new Drawn(new RecordId(UUID.randomUUID())));
    refused(corrected("b", null), "school.record-unknown", new Drawn(ID));
  }

  @Test
  void whatWasWithdrawnIsNeitherCorrectedNorRecordedAgain() {
    Object withdrawn = new RecordWithdrawn(noted("a"), List.of(), "mistake", TODAY);
    refused(corrected("b", null), "school.record-withdrawn", noted("a"), withdrawn);
    refused(note("a"), "school.record-withdrawn", noted("a"), withdrawn);
  }

  @Test
  void whatHasEndedStandsUntilThatDay() {
    KnownRecord known = new KnownRecord().evolve(noted("a"));
    KnownRecord ended = known.evolve(new RecordEnded(noted("a"), "done", TODAY));
    assertThat(ended.requireStanding(TODAY.minusDays(1))).isEqualTo(noted("a"));
    assertThatThrownBy(() -> ended.requireStanding(TODAY)).hasMessage("school.record-ended");
  }

  private void refused(Note command, String key, Object... events) {
    slice
        .given()
        .events(events)
        .when()
        .command(command)
        .then()
        .exception(Refusal.class, key)
        .noEvents();
  }
}
