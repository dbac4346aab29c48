package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** How a school answers the questions of the official grid about its AP (S48). */
public sealed interface GridEvent extends EvaluationEvent {

  /**
   * A campaign of self-assessment began.
   *
   * @param edition of the grid that it goes through
   */
  @Kind(value = "SELF_ASSESSMENT", lasting = true)
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "SelfAssessmentStarted", version = "1")
  record SelfAssessmentStarted(
      @EventTag(key = Tags.RECORD) RecordId campaign,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @PersonalText(of = "campaign") String title,
      String edition,
      LocalDate startedOn,
      @PersonalText(of = "campaign") @Nullable String correction)
      implements GridEvent, OnRecord {
    @Override
    public RecordId record() {
      return campaign;
    }

    @Override
    public LocalDate beganOn() {
      return startedOn;
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return startedOn;
    }
  }

  /**
   * A question was answered; of several answers in one campaign, the latest counts.
   *
   * @param question its code, from Q01 to Q48
   * @param rating from 1, not begun yet, to 4, evaluated and adjusted
   */
  @Kind("GRID_ANSWER")
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "QuestionAnswered", version = "1")
  record QuestionAnswered(
      @EventTag(key = Tags.RECORD) RecordId answer,
      @EventTag(key = Tags.OF) RecordId campaign,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      String question,
      int rating,
      @PersonalText(of = "answer") @Nullable String comment,
      LocalDate answeredOn,
      @PersonalText(of = "answer") @Nullable String correction)
      implements GridEvent, OnRecord {
    @Override
    public RecordId record() {
      return answer;
    }

    @Override
    public List<RecordId> of() {
      return List.of(campaign);
    }

    @Override
    public LocalDate day(ZoneId zone) {
      return answeredOn;
    }
  }
}
