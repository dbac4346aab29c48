package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedId;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.StudentId;
import fr.jalons.planning.positioning.StudentPositioning;
import fr.jalons.platform.aspects.Aspects;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Groups of need that are proposed for a class. The same facts give the same groups:
 *
 * <ol>
 *   <li>A student may go to the areas of their open needs that no open action names; to {@link
 *       NeedArea#FUNDAMENTALS} also if a positioning test says so and no such need is noted yet.
 *   <li>Those with the fewest such areas choose first, then by identifier. Each goes where the
 *       fewest are; of several such areas, to the first.
 *   <li>Who would be alone goes to another of their areas where somebody is, or else is told apart.
 *   <li>An area of too many is cut into groups whose sizes differ by one at most, along the levels
 *       of the tests: those of like levels work together.
 * </ol>
 */
public final class NeedGroups {
  /** AP works in small groups: half a class of CAP, as timetables have it. */
  public static final int LARGEST = 12;

  /** Less than half of the points of a test. */
  private static final int LOW = 2;

  private NeedGroups() {}

  /**
   * A student, as a proposal looks at them.
   *
   * @param waiting open needs that no open action names
   * @param answered areas of open needs that one does
   * @param levels of the latest test of each subject, 1 to 4
   */
  public record Candidate(
      StudentId student,
      Map<NeedArea, List<NeedId>> waiting,
      Set<NeedArea> answered,
      Map<PositioningSubject, Integer> levels) {

    /** By what is known of a student on a day. */
    public static Candidate of(StudentId id, Aspects student, LocalDate day) {
      Set<NeedId> unanswered = NeedCoverage.unanswered(student, day).keySet();
      Map<NeedArea, List<NeedId>> waiting = new EnumMap<>(NeedArea.class);
      Set<NeedArea> answered = EnumSet.noneOf(NeedArea.class);
      for (StudentNeed need : student.all(StudentNeed.class)) {
        if (unanswered.contains(need.id())) {
          waiting.computeIfAbsent(need.area(), area -> new ArrayList<>()).add(need.id());
        } else if (need.closedOn() == null) {
          answered.add(need.area());
        }
      }
      return new Candidate(id, waiting, answered, StudentPositioning.levels(student, day));
    }

    private @Nullable Integer level() {
      return levels.values().stream().min(Comparator.naturalOrder()).orElse(null);
    }

    private boolean isLow() {
      Integer level = level();
      return level != null && level <= LOW;
    }

    private Set<NeedArea> areas() {
      Set<NeedArea> areas = EnumSet.noneOf(NeedArea.class);
      areas.addAll(waiting.keySet());
      if (isLow() && !answered.contains(NeedArea.FUNDAMENTALS)) {
        areas.add(NeedArea.FUNDAMENTALS);
      }
      return areas;
    }

    private Member in(NeedArea area) {
      Integer level = level();
      PositioningSubject weakest =
          levels.entrySet().stream()
              .filter(one -> one.getValue().equals(level))
              .map(Map.Entry::getKey)
              .min(Comparator.naturalOrder())
              .orElse(null);
      return new Member(student, waiting.getOrDefault(area, List.of()), level, weakest);
    }
  }

  /**
   * Somebody in a group.
   *
   * @param needs their waiting needs of its area; none where only a test speaks for it
   * @param level the lowest of the latest tests; null without a test
   * @param weakest the subject of that test
   */
  public record Member(
      StudentId student,
      List<NeedId> needs,
      @Nullable Integer level,
      @Nullable PositioningSubject weakest) {}

  /** Those who share a need, and why. */
  public record Group(NeedArea area, List<Member> members) {
    /** All needs that an action for the group answers. */
    public List<NeedId> needs() {
      return members.stream().flatMap(member -> member.needs.stream()).toList();
    }

    /** The lowest level of its members; null where nobody took a test. */
    public @Nullable Integer lowest() {
      return levels().min(Comparator.naturalOrder()).orElse(null);
    }

    public @Nullable Integer highest() {
      return levels().max(Comparator.naturalOrder()).orElse(null);
    }

    private Stream<Integer> levels() {
      return members.stream().map(Member::level).filter(Objects::nonNull);
    }
  }

  /**
   * What is proposed.
   *
   * @param alone groups of one: nobody shares their need
   */
  public record Proposal(List<Group> groups, List<Group> alone) {}

  /** The groups of a class, of at most so many each. */
  public static Proposal of(Collection<Candidate> students, int largest) {
    Map<NeedArea, List<Candidate>> byArea = new EnumMap<>(NeedArea.class);
    students.stream()
        .filter(one -> !one.areas().isEmpty())
        .sorted(
            Comparator.comparingInt((Candidate one) -> one.areas().size())
                .thenComparing(one -> one.student.toString()))
        .forEach(
            one ->
                byArea
                    .computeIfAbsent(fewest(one.areas(), byArea), area -> new ArrayList<>())
                    .add(one));
    bringTogether(byArea);
    List<Group> groups = new ArrayList<>();
    byArea.forEach((area, members) -> groups.addAll(cut(area, members, largest)));
    return new Proposal(
        groups.stream().filter(group -> group.members.size() > 1).toList(),
        groups.stream().filter(group -> group.members.size() == 1).toList());
  }

  private static NeedArea fewest(
      Collection<NeedArea> areas, Map<NeedArea, List<Candidate>> byArea) {
    return areas.stream()
        .min(
            Comparator.comparingInt((NeedArea area) -> byArea.getOrDefault(area, List.of()).size())
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Who is alone joins others where they have a need of the same area. */
  private static void bringTogether(Map<NeedArea, List<Candidate>> byArea) {
    for (NeedArea area : NeedArea.values()) {
      List<Candidate> members = byArea.getOrDefault(area, List.of());
      if (members.size() == 1) {
        Candidate one = members.getFirst();
        List<NeedArea> others =
            one.areas().stream()
                .filter(other -> other != area && byArea.containsKey(other))
                .toList();
        if (!others.isEmpty()) {
          Objects.requireNonNull(byArea.get(fewest(others, byArea))).add(one);
          byArea.remove(area);
        }
      }
    }
  }

  private static List<Group> cut(NeedArea area, List<Candidate> all, int largest) {
    List<Member> members =
        all.stream()
            .map(one -> one.in(area))
            .sorted(
                Comparator.comparing(Member::level, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Member::weakest, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(one -> one.student.toString()))
            .toList();
    int parts = (members.size() + largest - 1) / largest;
    List<Group> groups = new ArrayList<>();
    int from = 0;
    for (int part = 0; part < parts; part++) {
      int size = members.size() / parts + (part < members.size() % parts ? 1 : 0);
      groups.add(new Group(area, members.subList(from, from + size)));
      from += size;
    }
    return groups;
  }
}
