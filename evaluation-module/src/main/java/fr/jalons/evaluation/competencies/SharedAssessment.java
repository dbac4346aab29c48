package fr.jalons.evaluation.competencies;

import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What S11 counts of a student: an assessment, or the competencies of a session that was held.
 *
 * @param assessed null for a session
 */
@Aspect(
    name = "shared-assessment",
    version = 2,
    of = Tags.STUDENT,
    by = {Tags.ASSESSMENT, Tags.SESSION})
record SharedAssessment(@Nullable StudentAssessment assessed, List<String> worked) {

  /**
   * A pair (student, competency) is targeted once it was worked on or assessed. Since version 2,
   * spellings of one discipline are one.
   */
  static final Indicator SHARED =
      Indicator.over("S11", 2, SharedAssessment.class, SharedAssessment::shared);

  static SharedAssessment begin(CompetencyAssessed event) {
    return new SharedAssessment(StudentAssessment.begin(event), List.of());
  }

  static @Nullable SharedAssessment begin(SessionHeld event) {
    return event.competencies().isEmpty() ? null : new SharedAssessment(null, event.competencies());
  }

  private static Ratio shared(List<SharedAssessment> student, Period period) {
    List<StudentAssessment> assessments =
        StudentAssessment.numbered(
            student.stream().flatMap(one -> Stream.ofNullable(one.assessed())).toList());
    Set<String> targeted = new HashSet<>();
    student.forEach(one -> targeted.addAll(one.worked()));
    Map<List<String>, Set<Integer>> disciplines = new HashMap<>();
    for (StudentAssessment one : assessments) {
      targeted.add(one.competency());
      disciplines
          .computeIfAbsent(List.of(one.framework(), one.competency()), c -> new HashSet<>())
          .add(Objects.requireNonNull(one.disciplineNumber()));
    }
    return Ratio.of(
        disciplines.values().stream().filter(several -> several.size() >= 2).count(),
        targeted.size());
  }
}
