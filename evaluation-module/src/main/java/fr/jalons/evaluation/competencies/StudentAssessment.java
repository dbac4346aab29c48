package fr.jalons.evaluation.competencies;

import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.CompetencyEvent.CompetencyAssessed;
import fr.jalons.events.Disciplines;
import fr.jalons.events.Tags;
import fr.jalons.marks.Spelling;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.school.known.GroupSession;
import fr.jalons.school.students.StudentMemberships;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One assessor's view of one competency of a student (S11).
 *
 * @param subject code of the subject that the discipline is, if it is one of the school's
 * @param disciplineNumber tells disciplines apart; absent in what version 1 recorded
 */
@Aspect(name = "competencies", version = 3, of = Tags.STUDENT, by = Tags.ASSESSMENT)
@Shown(part = "check", order = 50, template = "evaluation/competencies")
public record StudentAssessment(
    AssessmentId id,
    String framework,
    String edition,
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

  /** Students with a competency assessed in the period ÷ students. */
  static final Indicator RECORDED =
      Indicator.over("S36", 1, StudentAssessment.class, StudentAssessment::recorded);

  /**
   * Pairs of student and CPS competency whose last level of the period is above the first ÷ pairs
   * assessed on two days or more, in one edition.
   */
  static final Indicator PROGRESS =
      Indicator.over("S16", 1, StudentAssessment.class, StudentAssessment::progress);

  /** Assessments of the period. */
  static final Evidence ASSESSED =
      Evidence.over(
          "competencies-assessed",
          StudentAssessment.class,
          (one, period) -> period.covers(one.observedOn));

  /** The frameworks that they follow. */
  static final Evidence FRAMEWORKS =
      Evidence.within(
              "frameworks",
              StudentAssessment.class,
              Set.of(),
              (student, period) -> in(student, period).map(one -> one.framework))
          .different();

  /** The disciplines in which they were made. */
  static final Evidence DISCIPLINES =
      Evidence.within(
              "disciplines",
              StudentAssessment.class,
              Set.of(),
              (student, period) ->
                  in(student, period).map(one -> Spelling.withoutBlanks(one.discipline)))
          .different();

  /** Pairs of student and CPS competency assessed on two days or more. */
  static final Evidence CPS_TWICE =
      Evidence.within(
          "cps-assessed-twice",
          StudentAssessment.class,
          Set.of(),
          (student, period) ->
              psychosocial(student.all(StudentAssessment.class), period).values().stream()
                  .filter(one -> progress(one).denominator() > 0));

  @Override
  public LocalDate day(ZoneId zone) {
    return observedOn;
  }

  static StudentAssessment begin(CompetencyAssessed event) {
    return new StudentAssessment(
        event.assessment(),
        event.framework(),
        event.edition(),
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
        edition,
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
  public static List<Standing> view(List<StudentAssessment> assessments, Aspects student) {
    Map<String, StudentAssessment> elsewhere = AttendedSession.seenElsewhere(student);
    Map<List<String>, SelfPositioning> own =
        SelfPositioning.latest(student.all(SelfPositioning.class));
    Map<List<String>, List<StudentAssessment>> byCompetency =
        numbered(assessments).stream()
            .collect(
                Collectors.groupingBy(
                    a -> List.of(a.framework(), a.competency()),
                    () -> new TreeMap<>(Comparator.comparing(List::toString)),
                    Collectors.toList()));
    return byCompetency.entrySet().stream()
        .map(
            one ->
                Standing.of(
                    one.getValue(),
                    elsewhere.get(one.getValue().getFirst().competency),
                    own.get(one.getKey())))
        .toList();
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

  private static Ratio recorded(List<StudentAssessment> student, Period period) {
    return Ratio.one(student.stream().anyMatch(one -> period.covers(one.observedOn)));
  }

  private static Stream<StudentAssessment> in(Aspects student, Period period) {
    return student.all(StudentAssessment.class).stream()
        .filter(one -> period.covers(one.observedOn));
  }

  /** Those of psychosocial competencies in the period, of each by day. */
  private static Map<String, List<StudentAssessment>> psychosocial(
      List<StudentAssessment> student, Period period) {
    return student.stream()
        .filter(one -> one.framework.equals("CPS") && period.covers(one.observedOn))
        .sorted(Comparator.comparing(StudentAssessment::observedOn))
        .collect(Collectors.groupingBy(one -> one.competency));
  }

  private static Grouped progress(List<StudentAssessment> student, Period period) {
    Map<String, List<StudentAssessment>> byCompetency = psychosocial(student, period);
    SortedMap<String, Measure> byGeneral = new TreeMap<>();
    long risen = 0;
    long pairs = 0;
    for (Map.Entry<String, List<StudentAssessment>> one : byCompetency.entrySet()) {
      Ratio progress = progress(one.getValue());
      risen += progress.numerator();
      pairs += progress.denominator();
      Ratio others = (Ratio) byGeneral.getOrDefault(general(one.getKey()), Ratio.of(0, 0));
      byGeneral.put(
          general(one.getKey()),
          Ratio.of(
              others.numerator() + progress.numerator(),
              others.denominator() + progress.denominator()));
    }
    return new Grouped(Ratio.of(risen, pairs), Collections.unmodifiableSortedMap(byGeneral));
  }

  /** CPS-C1.1 is a part of CPS-C1. */
  private static String general(String competency) {
    return competency.split("\\.", 2)[0];
  }

  /**
   * Of one competency.
   *
   * @param inOrder by day; of several on one day, as recorded
   */
  private static Ratio progress(List<StudentAssessment> inOrder) {
    StudentAssessment last = inOrder.getLast();
    StudentAssessment first =
        inOrder.stream().filter(one -> one.edition.equals(last.edition)).findFirst().orElseThrow();
    return first.observedOn.equals(last.observedOn)
        ? Ratio.of(0, 0)
        : Ratio.one(last.level > first.level);
  }

  static List<Figure> figures(List<Standing> competencies) {
    return List.of(Figure.count("competencies", competencies.size()));
  }

  /** Where and when what was worked on in AP was seen elsewhere. */
  public record Reuse(LocalDate on, String discipline) {}

  /**
   * Where the student stands on one competency.
   *
   * @param latest the latest observation; of several on one day, the last recorded
   * @param earlier the observations before it, latest first
   * @param disciplines each as it was first written
   * @param reused when it was first seen elsewhere after AP; null if it was not
   * @param own the student's own latest view; null if they told none
   */
  public record Standing(
      String framework,
      String competency,
      StudentAssessment latest,
      List<StudentAssessment> earlier,
      List<String> assessors,
      List<String> disciplines,
      @Nullable Reuse reused,
      @Nullable SelfPositioning own) {

    private static Standing of(
        List<StudentAssessment> inOrder,
        @Nullable StudentAssessment elsewhere,
        @Nullable SelfPositioning own) {
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
          disciplines(inOrder),
          elsewhere == null ? null : new Reuse(elsewhere.observedOn, elsewhere.discipline),
          own);
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
