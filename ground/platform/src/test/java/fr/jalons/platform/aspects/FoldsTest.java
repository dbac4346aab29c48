package fr.jalons.platform.aspects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import planted.aspects.Planted;
import planted.aspects.Planted.BookLent;
import planted.aspects.Planted.BookReturned;
import planted.aspects.Planted.ClubMet;
import planted.aspects.Planted.Loan;
import planted.aspects.Planted.Meetings;
import planted.aspects.Planted.Member;
import planted.aspects.Planted.Titles;
import planted.aspects.Planted.Withdrawn;

/** What an aspect says of a subject, in memory; and what stops the start. */
class FoldsTest {
  private static final String KIM = "00000000-0000-4000-8000-000000000001";
  private static final String LOU = "00000000-0000-4000-8000-000000000002";

  private static Aspects folded(String subject, Object... events) {
    FoldedAspects folded =
        new FoldedAspects(Folds.from(Loan.class, Meetings.class, Member.class, Titles.class));
    for (Object event : events) {
      folded.evolve(event);
    }
    return folded.of(subject);
  }

  @Test
  void entriesStandInTheOrderOfTheirFirstEvents() {
    Aspects kim =
        folded(
            KIM,
            new BookLent("l-2", KIM, "Germinal"),
            new BookLent("l-1", KIM, "Nana"),
            new BookReturned("l-2", KIM));
    assertThat(kim.all(Loan.class))
        .containsExactly(new Loan("Germinal", true), new Loan("Nana", false));
    assertThat(kim.has("loan", "l-1")).isTrue();
    assertThat(kim.has("loan", "l-3")).isFalse();
  }

  @Test
  void anEventForSeveralSaysForWhomItIsFolded() {
    ClubMet met = new ClubMet("chess", List.of(KIM, LOU), List.of(LOU));
    assertThat(folded(KIM, met).one(Meetings.class)).isEqualTo(new Meetings(0, 1));
    assertThat(folded(LOU, met).one(Meetings.class)).isEqualTo(new Meetings(1, 0));
    assertThat(folded("chess", met, met).byEntry(Member.class))
        .containsExactly(Map.entry(KIM, new Member(2)), Map.entry(LOU, new Member(2)));
  }

  @Test
  void nothingKnownIsNone() {
    assertThat(folded(KIM).one(Meetings.class)).isEqualTo(new Meetings(0, 0));
    assertThat(folded(KIM).all(Loan.class)).isEmpty();
    assertThat(folded(KIM).isEmpty()).isTrue();
    assertThat(folded(KIM, new BookReturned("l-1", KIM)).all(Loan.class))
        .as("a state that says nothing is no entry")
        .isEmpty();
  }

  @Test
  void anEventWithoutTheTagIsAboutNobody() {
    assertThat(folded(KIM, new BookLent("l-1", KIM, "Nana"), new BookReturned("l-1", null)))
        .extracting(kim -> kim.all(Loan.class))
        .isEqualTo(List.of(new Loan("Nana", false)));
  }

  @Test
  void theEntriesOfAMapAreTags() {
    Aspects kim =
        folded(
            KIM,
            new BookLent("l-1", KIM, "Nana"),
            new Withdrawn(Map.of("student", KIM, "loan", "l-1")));
    assertThat(kim.all(Loan.class)).as("a loan that says nothing any more").isEmpty();
  }

  @Test
  void aSealedTypeStandsForAllThatItPermits() {
    assertThat(
            folded(KIM, new BookLent("l-1", KIM, "Nana"), new BookReturned("l-1", KIM))
                .one(Titles.class)
                .kinds())
        .containsExactly("BookLent", "BookReturned");
  }

  @Test
  void whatAnAspectLacksStopsTheStartAndNamesFileAndCure() {
    assertStops(Planted.WithoutNone.class, "WithoutNone", "static WithoutNone none()");
    assertStops(Planted.OfUntagged.class, "OfUntagged", "Opened, which has no tag student");
    assertStops(Planted.WithoutEntries.class, "WithoutEntries", "no tag of its entries (club)");
    assertStops(Planted.Twice.class, "Twice", "one of them must go");
    assertStops(Planted.Idle.class, "Idle", "add a method evolve(SomeEvent)");
    assertStops(Planted.OtherResult.class, "OtherResult", "OtherResult evolve(SomeEvent)");
    assertThatThrownBy(() -> Folds.from(Loan.class, Planted.Namesake.class))
        .hasMessageContainingAll("Loan", "Namesake", "give one of them another");
  }

  private static void assertStops(Class<?> aspect, String... words) {
    assertThatThrownBy(() -> Folds.from(aspect))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(words);
  }
}
