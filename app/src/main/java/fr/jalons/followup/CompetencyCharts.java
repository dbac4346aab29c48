package fr.jalons.followup;

import fr.jalons.evaluation.competencies.SelfPositioning;
import fr.jalons.evaluation.competencies.StudentAssessment;
import fr.jalons.evaluation.competencies.StudentAssessment.Standing;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The levels of each competency over time, small and all alike, with a line for each assessor.
 *
 * @param charts one for each competency
 */
record CompetencyCharts(List<Chart> charts) {
  private static final int WIDTH = 140;
  private static final int HEIGHT = 60;
  private static final int EDGE = 8;

  /** Levels of the longest rubric that is drawn; a longer one makes all of them longer. */
  private static final int LEVELS = 4;

  /**
   * One competency.
   *
   * @param steps heights of the levels
   * @param points the same as a table, by day
   * @param own the student's own latest view, which is not drawn
   */
  record Chart(
      String competency,
      List<Integer> steps,
      List<Line> lines,
      List<Point> points,
      @Nullable SelfPositioning own) {}

  /**
   * What one assessor saw.
   *
   * @param number from 0, by which its points are drawn differently
   * @param path of the line
   */
  record Line(int number, String who, String path, List<Place> places) {}

  /** A point of the drawing. */
  record Place(int x, int y) {}

  /** A line of the table. */
  record Point(LocalDate day, int level, String who, String discipline) {}

  /**
   * @param names calls assessors by their names
   */
  static CompetencyCharts of(
      List<Standing> competencies, Function<Collection<String>, Map<String, String>> names) {
    List<StudentAssessment> all = competencies.stream().flatMap(CompetencyCharts::of).toList();
    if (all.isEmpty()) {
      return new CompetencyCharts(List.of());
    }
    Map<String, String> known = names.apply(all.stream().map(StudentAssessment::assessor).toList());
    Scale scale =
        new Scale(
            all.stream().map(StudentAssessment::observedOn).min(Comparator.naturalOrder()).get(),
            all.stream().map(StudentAssessment::observedOn).max(Comparator.naturalOrder()).get(),
            Math.max(LEVELS, all.stream().mapToInt(StudentAssessment::level).max().getAsInt()));
    return new CompetencyCharts(
        competencies.stream().map(one -> chart(one, known, scale)).toList());
  }

  private static Stream<StudentAssessment> of(Standing standing) {
    return Stream.concat(Stream.of(standing.latest()), standing.earlier().stream())
        .sorted(Comparator.comparing(StudentAssessment::observedOn));
  }

  private static Chart chart(Standing standing, Map<String, String> names, Scale scale) {
    Map<String, List<StudentAssessment>> byAssessor =
        of(standing)
            .collect(
                Collectors.groupingBy(
                    StudentAssessment::assessor, LinkedHashMap::new, Collectors.toList()));
    List<String> assessors = List.copyOf(byAssessor.keySet());
    return new Chart(
        standing.competency(),
        IntStream.rangeClosed(1, scale.levels).map(scale::y).boxed().toList(),
        IntStream.range(0, assessors.size())
            .mapToObj(
                number -> {
                  String assessor = assessors.get(number);
                  List<Place> places =
                      Objects.requireNonNull(byAssessor.get(assessor)).stream()
                          .map(one -> new Place(scale.x(one.observedOn()), scale.y(one.level())))
                          .toList();
                  return new Line(
                      number,
                      name(names, assessor),
                      places.stream()
                          .map(place -> place.x() + "," + place.y())
                          .collect(Collectors.joining(" ")),
                      places);
                })
            .toList(),
        of(standing)
            .map(
                one ->
                    new Point(
                        one.observedOn(),
                        one.level(),
                        name(names, one.assessor()),
                        one.discipline()))
            .toList(),
        standing.own());
  }

  private static String name(Map<String, String> names, String assessor) {
    return names.getOrDefault(assessor, "—");
  }

  /** Days and levels as places; all charts have the same, so that they can be compared. */
  private record Scale(LocalDate first, LocalDate last, int levels) {
    int x(LocalDate day) {
      long length = Math.max(1, ChronoUnit.DAYS.between(first, last));
      return EDGE + (int) ((WIDTH - 2 * EDGE) * ChronoUnit.DAYS.between(first, day) / length);
    }

    int y(int level) {
      return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (level - 1) / Math.max(1, levels - 1);
    }
  }
}
