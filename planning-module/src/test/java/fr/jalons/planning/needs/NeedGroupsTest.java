package fr.jalons.planning.needs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedId;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.StudentId;
import fr.jalons.planning.needs.NeedGroups.Candidate;
import fr.jalons.planning.needs.NeedGroups.Group;
import fr.jalons.planning.needs.NeedGroups.Proposal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Proposals that were computed by hand. */
class NeedGroupsTest {
  private static final PositioningSubject FRENCH = PositioningSubject.FRENCH;
  private static final PositioningSubject MATHEMATICS = PositioningSubject.MATHEMATICS;

  private static NeedId need(int student, NeedArea area) {
    return new NeedId(new UUID(student, area.ordinal()));
  }

  private static Candidate student(
      int number, Map<PositioningSubject, Integer> levels, NeedArea... waiting) {
    return new Candidate(
        new StudentId(new UUID(0, number)),
        Arrays.stream(waiting)
            .collect(Collectors.toMap(Function.identity(), area -> List.of(need(number, area)))),
        Set.of(),
        levels);
  }

  private static List<Long> numbers(Group group) {
    return group.members().stream()
        .map(member -> member.student().value().getLeastSignificantBits())
        .toList();
  }

  /**
   * 1, 4, 5 and 9 can go nowhere but to the fundamentals. 3 finds four there and one in autonomy; 7
   * finds two in autonomy and one in exams. Four are too many: 1 and 5 are the lowest.
   */
  private static List<Candidate> schoolClass() {
    return List.of(
        student(1, Map.of(FRENCH, 1, MATHEMATICS, 3), NeedArea.FUNDAMENTALS),
        student(2, Map.of(), NeedArea.AUTONOMY),
        student(3, Map.of(FRENCH, 4), NeedArea.FUNDAMENTALS, NeedArea.AUTONOMY),
        student(4, Map.of(MATHEMATICS, 2)),
        student(5, Map.of(FRENCH, 2, MATHEMATICS, 2), NeedArea.FUNDAMENTALS),
        student(6, Map.of(), NeedArea.EXAM),
        student(7, Map.of(), NeedArea.AUTONOMY, NeedArea.EXAM),
        new Candidate(
            new StudentId(new UUID(0, 8)),
            Map.of(),
            Set.of(NeedArea.FUNDAMENTALS),
            Map.of(FRENCH, 1)),
        student(9, Map.of(), NeedArea.FUNDAMENTALS));
  }

  @Test
  void eachStudentIsInOneGroupOfLikeNeedsAndLevels() {
    Proposal proposal = NeedGroups.of(schoolClass(), 3);

    assertThat(proposal.groups())
        .extracting(Group::area)
        .containsExactly(
            NeedArea.FUNDAMENTALS, NeedArea.FUNDAMENTALS, NeedArea.AUTONOMY, NeedArea.EXAM);
    assertThat(proposal.groups().stream().map(NeedGroupsTest::numbers))
        .containsExactly(List.of(1L, 5L), List.of(4L, 9L), List.of(3L, 2L), List.of(6L, 7L));
    assertThat(proposal.alone()).isEmpty();
  }

  @Test
  void aGroupSaysWhatItSharesAndWhichNeedsAnActionForItAnswers() {
    List<Group> groups = NeedGroups.of(schoolClass(), 3).groups();

    assertThat(groups.getFirst().lowest()).isEqualTo(1);
    assertThat(groups.getFirst().highest()).isEqualTo(2);
    assertThat(groups.getFirst().members().getFirst().weakest()).isEqualTo(FRENCH);
    assertThat(groups.get(1).needs())
        .as("a test speaks for the other member")
        .containsExactly(need(9, NeedArea.FUNDAMENTALS));
    assertThat(groups.get(1).members().getFirst().weakest()).isEqualTo(MATHEMATICS);
    assertThat(groups.getLast().lowest()).isNull();
  }

  @Test
  void whoWouldBeAloneJoinsOthersWhereTheyCan() {
    Proposal proposal =
        NeedGroups.of(
            List.of(
                student(1, Map.of(), NeedArea.AUTONOMY, NeedArea.ORIENTATION),
                student(2, Map.of(), NeedArea.ORIENTATION),
                student(3, Map.of(), NeedArea.EXAM)),
            12);

    assertThat(proposal.groups()).extracting(Group::area).containsExactly(NeedArea.ORIENTATION);
    assertThat(numbers(proposal.groups().getFirst())).containsExactly(1L, 2L);
    assertThat(proposal.alone()).extracting(Group::area).containsExactly(NeedArea.EXAM);
  }

  @Test
  void theSameClassHasTheSameGroupsInWhateverOrderItIsRead() {
    List<Candidate> other = new ArrayList<>(schoolClass());
    Collections.reverse(other);

    assertThat(NeedGroups.of(other, 3)).isEqualTo(NeedGroups.of(schoolClass(), 3));
  }

  @Test
  void groupsOfOneAreaDifferByOneAtMost() {
    List<Candidate> many =
        IntStream.rangeClosed(1, 25)
            .mapToObj(one -> student(one, Map.of(), NeedArea.AUTONOMY))
            .toList();

    assertThat(NeedGroups.of(many, 12).groups())
        .extracting(group -> group.members().size())
        .containsExactly(9, 8, 8);
    assertThat(NeedGroups.of(List.of(), 12).groups()).isEmpty();
  }
}
