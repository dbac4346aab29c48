package fr.jalons.delivery.placements;

import fr.jalons.events.PlacementEvent.PlacementItemsCompleted;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.ScheduledPeriod;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** That a student has some things ready for a placement (S14). */
@Aspect(name = "placements", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "do", order = 38, template = "delivery/placements")
public record PlacementMark(
    RecordId id, RecordId period, List<String> items, LocalDate completedOn) {

  /** What students had ready in the period, each with each mark. */
  static final Evidence MARKS =
      Evidence.over(
          "placement-marks",
          PlacementMark.class,
          (mark, period) -> period.covers(mark.completedOn));

  /** Placements that begin in the period for which a student had all ready before. */
  static final Evidence STUDENTS_READY =
      Evidence.within(
          "students-ready",
          PlacementMark.class,
          Set.of(StudentMemberships.class),
          PlacementMark::readyOf);

  /** A thing on the list; it is ready from that day on. */
  public record Item(String code, String label, @Nullable LocalDate completedOn) {}

  /** A placement of a student. */
  public record Placement(
      RecordId period,
      String title,
      LocalDate from,
      LocalDate until,
      List<Item> items,
      boolean complete,
      boolean completeBeforeStart) {}

  static PlacementMark begin(PlacementItemsCompleted event) {
    return new PlacementMark(event.mark(), event.period(), event.items(), event.completedOn());
  }

  /** By their first days. */
  static List<Placement> view(List<PlacementMark> marks, Aspects student) {
    return ScheduledPeriod.placementsOf(student).stream()
        .sorted(Comparator.comparing(ScheduledPeriod::from))
        .map(period -> placement(period, marks))
        .toList();
  }

  private static Placement placement(ScheduledPeriod period, List<PlacementMark> marks) {
    List<Item> items =
        period.items().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                item ->
                    new Item(item.getKey(), item.getValue(), done(period, item.getKey(), marks)))
            .toList();
    return new Placement(
        period.id(),
        period.title(),
        period.from(),
        period.until(),
        items,
        all(items, day -> true),
        all(items, day -> day.isBefore(period.from())));
  }

  private static @Nullable LocalDate done(
      ScheduledPeriod period, String item, List<PlacementMark> marks) {
    return marks.stream()
        .filter(mark -> mark.period.equals(period.id()) && mark.items.contains(item))
        .map(PlacementMark::completedOn)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean all(List<Item> items, Predicate<LocalDate> when) {
    return items.stream().allMatch(item -> item.completedOn != null && when.test(item.completedOn));
  }

  static List<Figure> figures(List<Placement> placements) {
    return List.of(
        Figure.share(
                "placements-ready",
                placements.stream().filter(Placement::complete).count(),
                placements.size())
            .asDetail());
  }

  private static Stream<Placement> beginning(Aspects student, Period period) {
    return view(student.all(PlacementMark.class), student).stream()
        .filter(placement -> period.covers(placement.from));
  }

  private static Stream<Placement> readyOf(Aspects student, Period period) {
    return beginning(student, period).filter(Placement::completeBeforeStart);
  }
}
