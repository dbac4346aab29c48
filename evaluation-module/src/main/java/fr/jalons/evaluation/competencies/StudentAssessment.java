package fr.jalons.evaluation.competencies;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.Disciplines;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One assessor's view of one competency of a student (S11).
 *
 * @param subject code of the subject that the discipline is, if it is one of the school's
 * @param disciplineNumber tells disciplines apart; absent in what version 1 recorded
 */
@Aspect(name = "competencies", version = 2, of = Tags.STUDENT, by = Tags.ASSESSMENT)
@Shown(part = "check", order = 50, template = "evaluation/competencies")
public record StudentAssessment(
    AssessmentId id,
    String framework,
    String competency,
    int level,
    AssessmentContext context,
    String discipline,
    String assessor,
    LocalDate observedOn,
    @Nullable String subject,
    @Nullable Integer disciplineNumber)
    implements Dated {

  /**
   * A pair (student, competency) is aimed at once it was worked on or assessed in the period. Since
   * version 2, spellings of one discipline are one. Since version 3, the period counts, and
   * memberships as they are known now say whose sessions they are.
   */
  static final Indicator SHARED =
      Indicator.within(
          "S11",
          3,
          StudentAssessment.class,
          Set.of(StudentMemberships.class),
          StudentAssessment::shared);

  @Override
  public LocalDate day(ZoneId zone) {
    return observedOn;
  }

  static StudentAssessment begin(CompetencyAssessed event) {
    return new StudentAssessment(
        event.assessment(),
        event.framework(),
        event.competency(),
        event.level(),
        event.context(),
        event.discipline(),
        event.assessor(),
        event.observedOn(),
        event.subject(),
        event.disciplineNumber());
  }

  private StudentAssessment numbered(int number) {
    return new StudentAssessment(
        id,
        framework,
        competency,
        level,
        context,
        discipline,
        assessor,
        observedOn,
        subject,
        number);
  }

  /** With the numbers that version 1 did not record. */
  static List<StudentAssessment> numbered(List<StudentAssessment> inOrder) {
    List<StudentAssessment> numbered = new ArrayList<>();
    Disciplines known = Disciplines.none();
    for (StudentAssessment one : inOrder) {
      Integer told = one.disciplineNumber();
      numbered.add(
          told == null ? one.numbered(known.number(one.discipline(), one.subject())) : one);
      known = known.with(one.discipline(), one.subject(), told);
    }
    return numbered;
  }

  /** The standing on every competency that was assessed. */
  public static List<Standing> view(List<StudentAssessment> assessments) {
    Map<List<String>, List<StudentAssessment>> byCompetency =
        numbered(assessments).stream()
            .collect(
                Collectors.groupingBy(
                    a -> List.of(a.framework(), a.competency()),
                    () -> new TreeMap<>(Comparator.comparing(List::toString)),
                    Collectors.toList()));
    return byCompetency.values().stream().map(Standing::of).toList();
  }

  private static Ratio shared(Aspects student, Period period) {
    Set<String> aimedAt =
        GroupSession.concerning(student).stream()
            .filter(session -> session.held() && period.covers(session.start()))
            .flatMap(session -> session.competencies().stream())
            .collect(Collectors.toCollection(HashSet::new));
    Map<List<String>, Set<Integer>> disciplines = new HashMap<>();
    for (StudentAssessment one : numbered(student.all(StudentAssessment.class))) {
      if (period.covers(one.observedOn)) {
        aimedAt.add(one.competency);
        disciplines
            .computeIfAbsent(List.of(one.framework, one.competency), c -> new HashSet<>())
            .add(Objects.requireNonNull(one.disciplineNumber));
      }
    }
    return Ratio.of(
        disciplines.values().stream().filter(several -> several.size() >= 2).count(),
        aimedAt.size());
  }

  static List<Figure> figures(List<Standing> competencies) {
    return List.of(Figure.count("competencies", competencies.size()));
  }

  /**
   * Where the student stands on one competency.
   *
   * @param latest the latest observation; of several on one day, the last recorded
   * @param earlier the observations before it, latest first
   * @param disciplines each as it was first written
   */
  public record Standing(
      String framework,
      String competency,
      StudentAssessment latest,
      List<StudentAssessment> earlier,
      List<String> assessors,
      List<String> disciplines) {

    private static Standing of(List<StudentAssessment> inOrder) {
      List<StudentAssessment> latestFirst =
          inOrder.reversed().stream()
              .sorted(Comparator.comparing(StudentAssessment::observedOn).reversed())
              .toList();
      StudentAssessment latest = latestFirst.getFirst();
      return new Standing(
          latest.framework(),
          latest.competency(),
          latest,
          latestFirst.subList(1, latestFirst.size()),
          inOrder.stream().map(StudentAssessment::assessor).distinct().sorted().toList(),
          disciplines(inOrder));
    }

    private static List<String> disciplines(List<StudentAssessment> inOrder) {
      Map<Integer, String> firstWritten = new HashMap<>();
      inOrder.forEach(
          one ->
              firstWritten.putIfAbsent(
                  Objects.requireNonNull(one.disciplineNumber()), one.discipline()));
      return firstWritten.values().stream().sorted().toList();
    }
  }
}
