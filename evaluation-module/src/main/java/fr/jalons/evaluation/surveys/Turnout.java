package fr.jalons.evaluation.surveys;

import fr.jalons.events.SurveyEvent.SurveyAnswered;
import fr.jalons.events.SurveyEvent.SurveyClosed;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import java.time.LocalDate;
import java.util.List;

/**
 * How many were invited to a survey of one class, and how many answered (S32).
 *
 * @param on the day on which it was opened; the last one for answers, where no day was recorded
 * @param untold whether it is anonymous and open: its ballots count from the closing on, so that no
 *     moment between tells the time of one
 */
@Aspect(name = "turnout", version = 2, of = Tags.STRUCTURE, by = Tags.SURVEY)
record Turnout(LocalDate on, int invited, int ballots, boolean untold) {

  /**
   * Answers to an anonymous survey count once it is closed. Since version 3, surveys of the period
   * count.
   */
  static final Indicator ANSWERED = Indicator.over("S32", 3, Turnout.class, Turnout::answered);

  static Turnout begin(SurveyOpened event) {
    LocalDate on = event.openedOn() == null ? event.closesOn() : event.openedOn();
    return new Turnout(on, event.invited().size(), 0, event.anonymous());
  }

  Turnout evolve(SurveyAnswered event) {
    return new Turnout(on, invited, ballots + 1, untold);
  }

  Turnout evolve(SurveyClosed event) {
    return new Turnout(on, invited, ballots, false);
  }

  private int answers() {
    return untold ? 0 : ballots;
  }

  private static Ratio answered(List<Turnout> all, Period period) {
    List<Turnout> surveys = all.stream().filter(survey -> period.covers(survey.on)).toList();
    long invited = surveys.stream().mapToLong(Turnout::invited).sum();
    return Ratio.among(invited, surveys.stream().mapToLong(Turnout::answers).sum(), invited);
  }
}
