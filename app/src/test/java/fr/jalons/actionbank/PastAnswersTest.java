package fr.jalons.actionbank;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.actionbank.PastAnswers.Counts;
import fr.jalons.actionbank.PastAnswers.Line;
import fr.jalons.actionbank.PastAnswers.Need;
import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.StudentId;
import fr.jalons.school.known.Action;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts that were made by hand: need n is that of student n. */
class PastAnswersTest {
  private static final LocalDate PLANNED = LocalDate.of(2026, 10, 5);
  private static final LocalDate LATER = LocalDate.of(2026, 12, 1);
  private static final LocalDate BEFORE = LocalDate.of(2026, 10, 4);

  private final Map<NeedId, Need> needs = new HashMap<>();

  private void need(int number, NeedArea area, @Nullable LocalDate closedOn) {
    needs.put(
        new NeedId(new UUID(1, number)),
        new Need(new StudentId(new UUID(0, number)), area, closedOn));
  }

  private static ActionCourse action(int number, boolean closed, int... needs) {
    RecordId id = new RecordId(new UUID(2, number));
    Action sheet =
        new Action(
            id,
            RecordScope.of(new SchoolId("0990001X")),
            "Action " + number,
            null,
            null,
            Set.of(Nature.AUTONOMY),
            List.of(),
            Arrays.stream(needs).mapToObj(n -> new NeedId(new UUID(1, n))).toList(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            PLANNED,
            PLANNED,
            null);
    ActionStep closure =
        new ActionStep(
            new RecordId(new UUID(3, number)),
            id,
            LATER,
            List.of(),
            List.of(),
            null,
            ActionOutcome.ACHIEVED,
            "Fait");
    return new ActionCourse(sheet, List.of(), closed ? closure : null);
  }

  private PastAnswers autonomy(ActionCourse... actions) {
    return PastAnswers.of(NeedArea.AUTONOMY, List.of(actions), needs, 5);
  }

  @Test
  void aNeedIsMetIfItWasClosedOnceAnActionHadTakenItUp() {
    IntStream.rangeClosed(1, 3).forEach(n -> need(n, NeedArea.AUTONOMY, LATER));
    need(4, NeedArea.AUTONOMY, BEFORE);
    need(5, NeedArea.AUTONOMY, null);
    need(6, NeedArea.AUTONOMY, PLANNED);
    need(7, NeedArea.EXAM, LATER);
    PastAnswers answers =
        autonomy(action(1, true, 1, 2, 3, 4, 5, 6, 7), action(2, false, 1, 2), action(3, true, 7));

    assertThat(answers.actions()).isEqualTo(1);
    assertThat(answers.total()).isEqualTo(new Counts(6L, 6L, 4L));
    assertThat(answers.lines()).extracting(Line::title).containsExactly("Action 1");
    assertThat(answers.lines().getFirst().counts().share()).isEqualTo(4 / 6.0);
  }

  @Test
  void aNeedThatSeveralActionsTookUpIsOneNeedAndTheMostHelpfulComesFirst() {
    IntStream.rangeClosed(1, 5).forEach(n -> need(n, NeedArea.AUTONOMY, null));
    IntStream.rangeClosed(6, 10).forEach(n -> need(n, NeedArea.AUTONOMY, LATER));
    PastAnswers answers =
        autonomy(
            action(1, true, 1, 2, 3, 4, 5),
            action(2, true, 6, 7, 8, 9, 10),
            action(3, true, 1, 2, 3, 4, 5, 6, 7));

    assertThat(answers.total()).isEqualTo(new Counts(10L, 10L, 5L));
    assertThat(answers.lines())
        .extracting(Line::title)
        .containsExactly("Action 2", "Action 3", "Action 1");
  }

  @Test
  void fewStudentsAreNotCountedNorToldByWhatRemainsOfASum() {
    IntStream.rangeClosed(1, 14).forEach(n -> need(n, NeedArea.AUTONOMY, LATER));
    PastAnswers answers =
        autonomy(
            action(1, true, 1, 2, 3, 4, 5),
            action(2, true, 6, 7, 8, 9, 10, 11),
            action(3, true, 12, 13, 14));

    assertThat(answers.total().students()).isEqualTo(14);
    assertThat(answers.lines())
        .filteredOn(line -> line.counts().isSuppressed())
        .as("three, and with them the smaller of the others")
        .extracting(Line::title)
        .containsExactlyInAnyOrder("Action 1", "Action 3");
    assertThat(answers.lines().getFirst().counts().needs()).isEqualTo(6);

    PastAnswers few = autonomy(action(3, true, 12, 13, 14));
    assertThat(few.total().isSuppressed()).isTrue();
    assertThat(few.total().share()).isNull();
    assertThat(few.actions()).isEqualTo(1);
    assertThat(few.lines()).allMatch(line -> line.counts().isSuppressed());
    assertThat(autonomy().lines()).isEmpty();
  }
}
