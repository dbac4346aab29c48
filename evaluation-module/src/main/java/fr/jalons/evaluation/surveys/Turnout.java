package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Grouped;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Measure;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Setting;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How many were invited to a survey of one class, how many answered, and how content they are
 * (S32).
 *
 * @param on the day on which it was opened; the last one for answers, where no day was recorded
 * @param untold whether it is anonymous and open: its ballots count from the closing on, so that no
 *     moment between tells the time of one
 * @param scales its questions with a scale from 1 to 5
 */
@Aspect(name = "turnout", version = 4, of = Tags.STRUCTURE, by = Tags.SURVEY)
record Turnout(
    LocalDate on,
    int invited,
    int ballots,
    boolean untold,
    Audience audience,
    boolean anonymous,
    SortedMap<String, Scores> scales) {
  private static final int CONTENT = 4;

  /** Of so few, an anonymous survey tells nothing. */
  private static final Setting<Integer> LEAST = Setting.count("jalons.suppression.k", 5);

  /**
   * Answers to an anonymous survey count once it is closed. Since version 3, surveys of the period
   * count; since version 4, of a school those of all its classes together, too.
   */
  static final Indicator ANSWERED =
      Indicator.over("S32", 4, Turnout.class, Turnout::answered)
          .andOfSchool(
              Set.of(OpenedSurvey.class),
              (school, period) -> answered(OpenedSurvey.ofWholeSchool(school), period));

  /** Scores 4 and 5 ÷ all scores; since version 2, of a school as {@link #ANSWERED}. */
  static final Indicator SATISFIED =
      Indicator.within(
              "S32.satisfied",
              2,
              Turnout.class,
              Set.of(),
              (structure, period) ->
                  satisfied(structure.all(Turnout.class), structure.setting(LEAST), period))
          .andOfSchool(
              Set.of(OpenedSurvey.class),
              (school, period) ->
                  satisfied(OpenedSurvey.ofWholeSchool(school), school.setting(LEAST), period));

  /** Answers to surveys of classes; to anonymous ones, once they are closed. */
  static final Evidence ANSWERS =
      Evidence.ofScope(
              "survey-answers",
              Turnout.class,
              Set.of(),
              (scope, period) ->
                  scope.ofStructures(Turnout.class).stream()
                      .filter(survey -> period.covers(survey.on))
                      .flatMap(survey -> Stream.generate(() -> survey).limit(survey.answers())))
          .on("/classes");

  /** The scores of one question: how many there are, and how many are 4 or 5. */
  record Scores(int given, int content) {
    private Scores with(int score) {
      return new Scores(given + 1, content + (score >= CONTENT ? 1 : 0));
    }
  }

  static Turnout begin(SurveyOpened event) {
    SortedMap<String, Scores> scales = new TreeMap<>();
    event.questions().stream()
        .filter(question -> question.kind() == QuestionKind.SCALE_1_5)
        .forEach(question -> scales.put(question.id(), new Scores(0, 0)));
    return new Turnout(
        event.openedOn() == null ? event.closesOn() : event.openedOn(),
        event.invited().size(),
        0,
        event.anonymous(),
        event.audience(),
        event.anonymous(),
        Collections.unmodifiableSortedMap(scales));
  }

  Turnout evolve(SurveyInvited event) {
    return new Turnout(
        on, invited + event.invited().size(), ballots, untold, audience, anonymous, scales);
  }

  Turnout evolve(SurveyAnswered event) {
    SortedMap<String, Scores> next = new TreeMap<>(scales);
    next.replaceAll(
        (question, scores) -> {
          String score = event.answers().getOrDefault(question, "");
          return score.matches("[1-5]") ? scores.with(Integer.parseInt(score)) : scores;
        });
    return new Turnout(
        on,
        invited,
        ballots + 1,
        untold,
        audience,
        anonymous,
        Collections.unmodifiableSortedMap(next));
  }

  Turnout evolve(SurveyClosed event) {
    return new Turnout(on, invited, ballots, false, audience, anonymous, scales);
  }

  private int answers() {
    return untold ? 0 : ballots;
  }

  private static Measure answered(List<Turnout> all, Period period) {
    List<Turnout> surveys = all.stream().filter(survey -> period.covers(survey.on)).toList();
    return byPublic(surveys, Turnout::answered);
  }

  private static Ratio answered(List<Turnout> surveys) {
    long invited = surveys.stream().mapToLong(Turnout::invited).sum();
    return Ratio.among(invited, surveys.stream().mapToLong(Turnout::answers).sum(), invited);
  }

  private static Measure byPublic(List<Turnout> surveys, Function<List<Turnout>, Ratio> measure) {
    SortedMap<String, Measure> parts = new TreeMap<>();
    for (Audience audience : Audience.values()) {
      parts.put(
          audience.name(),
          measure.apply(surveys.stream().filter(survey -> survey.audience == audience).toList()));
    }
    return new Grouped(measure.apply(surveys), Collections.unmodifiableSortedMap(parts));
  }

  private static Measure satisfied(List<Turnout> all, int least, Period period) {
    List<Turnout> surveys =
        all.stream()
            .filter(survey -> period.covers(survey.on))
            .map(survey -> survey.told(least))
            .toList();
    return byPublic(surveys, Turnout::satisfied);
  }

  /** Without the scores of questions that an anonymous survey tells nothing of. */
  private Turnout told(int least) {
    SortedMap<String, Scores> told = new TreeMap<>(scales);
    told.values()
        .removeIf(
            scores ->
                anonymous
                    && (untold || Math.min(Math.min(invited, ballots), scores.given) < least));
    return new Turnout(
        on, invited, ballots, untold, audience, anonymous, Collections.unmodifiableSortedMap(told));
  }

  private static Ratio satisfied(List<Turnout> surveys) {
    List<Scores> all = surveys.stream().flatMap(one -> one.scales.values().stream()).toList();
    return Ratio.among(
        surveys.stream().filter(one -> !one.scales.isEmpty()).mapToLong(Turnout::answers).sum(),
        all.stream().mapToLong(Scores::content).sum(),
        all.stream().mapToLong(Scores::given).sum());
  }
}
