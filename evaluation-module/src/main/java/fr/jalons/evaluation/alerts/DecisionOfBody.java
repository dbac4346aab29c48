package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent.DecisionScale;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Period;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;

/** Which body decided on an alert, and at which scale (S27, S48). */
@Aspect(name = "decisions-of-bodies", of = Tags.SCHOOL, by = Tags.RECORD)
record DecisionOfBody(Body body, DecisionScale scale, LocalDate on) {
  private static final String PAGE = "/alerts";

  /** Decisions of the period. */
  static final Evidence DECISIONS =
      Evidence.within("decisions", DecisionOfBody.class, Set.of(), DecisionOfBody::in).on(PAGE);

  /** The scales at which they act. */
  static final Evidence SCALES =
      Evidence.within(
              "decision-scales",
              DecisionOfBody.class,
              Set.of(),
              (school, period) -> in(school, period).map(DecisionOfBody::scale))
          .different()
          .on(PAGE);

  /** The bodies that took them. */
  static final Evidence BODIES =
      Evidence.within(
              "decision-bodies",
              DecisionOfBody.class,
              Set.of(),
              (school, period) -> in(school, period).map(DecisionOfBody::body))
          .different()
          .on(PAGE);

  static DecisionOfBody begin(RegulationDecided event) {
    return new DecisionOfBody(event.body(), event.scale(), event.decidedOn());
  }

  private static Stream<DecisionOfBody> in(Aspects school, Period period) {
    return school.all(DecisionOfBody.class).stream().filter(one -> period.covers(one.on));
  }
}
