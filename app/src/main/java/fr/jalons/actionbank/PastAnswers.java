package fr.jalons.actionbank;

import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.StudentId;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.ActionStep;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The closed actions of a school that answered needs of an area. A need was met by one if it was
 * closed on the day on which the action took it up, or later.
 *
 * @param actions how many there were
 * @param lines the most helpful first, and not all of them
 */
public record PastAnswers(NeedArea area, int actions, Counts total, List<Line> lines) {
  private static final int SHOWN = 10;

  /**
   * A need of the school.
   *
   * @param closedOn null while it calls for support
   */
  record Need(StudentId student, NeedArea area, @Nullable LocalDate closedOn) {}

  /**
   * How much stands behind something; all null where too few students do.
   *
   * @param needs those of the area that were taken up
   * @param met those of them that were closed since
   */
  public record Counts(@Nullable Long students, @Nullable Long needs, @Nullable Long met) {
    private static final Counts SUPPRESSED = new Counts(null, null, null);

    public boolean isSuppressed() {
      return students == null;
    }

    /** The share that was met; null where it is suppressed. */
    public @Nullable Double share() {
      return needs == null || met == null || needs == 0 ? null : (double) met / needs;
    }
  }

  /** An action, and what it did for needs of the area. */
  public record Line(
      RecordId id,
      String title,
      Set<Nature> natures,
      LocalDate startsOn,
      @Nullable ActionOutcome outcome,
      Counts counts) {
    private Line suppressed() {
      return new Line(id, title, natures, startsOn, outcome, Counts.SUPPRESSED);
    }
  }

  /** Pairs of a need and the day on which an action took it up. */
  private record Taken(NeedId id, Need need, LocalDate on) {
    boolean isMet() {
      return need.closedOn != null && !need.closedOn.isBefore(on);
    }
  }

  /**
   * What is known of an area.
   *
   * @param needs all of the school that stand
   * @param least students that a count stands for, so that it may be shown
   */
  static PastAnswers of(
      NeedArea area, Collection<ActionCourse> courses, Map<NeedId, Need> needs, long least) {
    List<Line> lines = new ArrayList<>();
    List<Taken> all = new ArrayList<>();
    for (ActionCourse course : courses) {
      ActionStep closure = course.closure();
      List<Taken> taken = taken(area, course, needs);
      if (closure != null && !taken.isEmpty()) {
        all.addAll(taken);
        lines.add(
            new Line(
                course.sheet().id(),
                course.sheet().title(),
                course.sheet().natures(),
                course.sheet().startsOn(),
                closure.outcome(),
                counts(taken)));
      }
    }
    Counts total = counts(all);
    boolean few = Objects.requireNonNull(total.students()) < least;
    return new PastAnswers(
        area,
        lines.size(),
        few ? Counts.SUPPRESSED : total,
        few ? lines.stream().map(Line::suppressed).limit(SHOWN).toList() : shown(lines, least));
  }

  private static List<Taken> taken(NeedArea area, ActionCourse course, Map<NeedId, Need> needs) {
    return course.namings().entrySet().stream()
        .flatMap(
            naming ->
                Stream.ofNullable(needs.get(naming.getKey()))
                    .filter(need -> need.area == area)
                    .map(need -> new Taken(naming.getKey(), need, naming.getValue())))
        .toList();
  }

  /** A need that several actions took up is one need. */
  private static Counts counts(List<Taken> taken) {
    return new Counts(
        taken.stream().map(one -> one.need.student).distinct().count(),
        taken.stream().map(Taken::id).distinct().count(),
        taken.stream().filter(Taken::isMet).map(Taken::id).distinct().count());
  }

  /** One count that is missing from a sum says itself: the smallest other is withheld with it. */
  private static List<Line> shown(List<Line> lines, long least) {
    List<Line> bySize =
        lines.stream()
            .sorted(
                Comparator.comparingLong(
                        (Line line) -> Objects.requireNonNull(line.counts.students()))
                    .thenComparing(line -> line.id.toString()))
            .toList();
    long few =
        bySize.stream()
            .filter(line -> Objects.requireNonNull(line.counts.students()) < least)
            .count();
    Set<RecordId> withheld = new HashSet<>();
    bySize.stream().limit(few == 1 ? 2 : few).forEach(line -> withheld.add(line.id));
    return lines.stream()
        .map(line -> withheld.contains(line.id) ? line.suppressed() : line)
        .sorted(
            Comparator.comparing(
                    (Line line) -> line.counts.share(),
                    Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(
                    line -> line.counts.needs(), Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(Line::startsOn, Comparator.reverseOrder())
                .thenComparing(line -> line.id.toString()))
        .limit(SHOWN)
        .toList();
  }
}
