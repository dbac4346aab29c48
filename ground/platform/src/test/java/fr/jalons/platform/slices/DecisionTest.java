package fr.jalons.platform.slices;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.jalons.marks.By;
import fr.jalons.platform.actor.Actor;
import fr.jalons.platform.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a command that decides by itself may ask for. */
class DecisionTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 9);

  sealed interface BookEvent {}

  @Event(namespace = "library", name = "Bought", version = "1")
  record Bought(@EventTag(key = "book") String book) implements BookEvent {}

  @Event(namespace = "library", name = "Lent", version = "1")
  record Lent(
      @EventTag(key = "book") String book,
      @EventTag(key = "shelf") String shelf,
      LocalDate on,
      int events)
      implements BookEvent {}

  /** Evolves from all events of a book by one method. */
  @DecisionModel(tag = "book")
  record Book(int events) {
    Book() {
      this(0);
    }

    Book evolve(BookEvent event) {
      return new Book(events + 1);
    }
  }

  @DecisionModel(tag = "shelf")
  record Shelf(int lent) {
    Shelf() {
      this(0);
    }

    Shelf evolve(Lent event) {
      return new Shelf(lent + 1);
    }
  }

  @Command(namespace = "library", name = "Lend")
  record Lend(String book, @Nullable String place, List<String> others) {
    List<Lent> decide(
        Book known,
        @By("place") @Nullable Shelf shelf,
        @By("others") List<Book> beside,
        LocalDate today,
        Clock clock,
        Actor actor,
        Models models) {
      if (known.events == 0) {
        throw Refusal.notFound("library.unknown");
      }
      if (!clock.getZone().equals(ZoneOffset.UTC) || !actor.id().isEmpty()) {
        throw new IllegalStateException("not what the fixture gives");
      }
      int all = known.events + beside.stream().mapToInt(Book::events).sum();
      int lent = shelf == null ? -1 : models.of(Shelf.class, "A").lent;
      return List.of(new Lent(book, place == null ? "none" : place, today, all * 100 + lent));
    }
  }

  private final AxonTestFixture slice = SliceFixture.on(TODAY, Lend.class);

  @Test
  void modelsAreFoundByTagByComponentAndOneForEachOfMany() {
    slice
        .given()
        .events(new Bought("1"), new Bought("2"), new Bought("3"), new Lent("2", "A", TODAY, 0))
        .when()
        .command(new Lend("1", "A", List.of("2", "3")))
        .then()
        .success()
        .events(new Lent("1", "A", TODAY, 401));
  }

  @Test
  void aModelOfNothingIsNull() {
    slice
        .given()
        .event(new Bought("1"))
        .when()
        .command(new Lend("1", null, List.of()))
        .then()
        .success()
        .events(new Lent("1", "none", TODAY, 99));
  }

  @Test
  void whatADecisionRefusesIsRefused() {
    slice
        .given()
        .noPriorActivity()
        .when()
        .command(new Lend("1", "A", List.of()))
        .then()
        .exception(Refusal.class, "library.unknown")
        .noEvents();
  }

  record Silent(String book) {}

  record Vague(String book) {
    List<Lent> decide(Shelf shelf) {
      return List.of();
    }
  }

  record Curious(String book) {
    List<Lent> decide(String weather) {
      return List.of();
    }
  }

  record Twofold(String book) {
    List<Lent> decide(Book known) {
      return List.of();
    }

    List<Lent> decide() {
      return List.of();
    }
  }

  @Test
  void aCommandThatCannotDecideSaysWhatItLacks() {
    assertThatThrownBy(() -> Decision.of(Silent.class)).hasMessageContaining("one method decide");
    assertThatThrownBy(() -> Decision.of(Twofold.class)).hasMessageContaining("one method decide");
    assertThatThrownBy(() -> Decision.of(Vague.class))
        .hasMessageContaining(Vague.class.getName())
        .hasMessageContaining("no component shelf")
        .hasMessageContaining("@By");
    assertThatThrownBy(() -> Decision.of(Curious.class)).hasMessageContaining("no @DecisionModel");
  }
}
