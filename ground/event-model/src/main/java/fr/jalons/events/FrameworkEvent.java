package fr.jalons.events;

import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Competency frameworks that a school works with. */
public sealed interface FrameworkEvent extends EvaluationEvent {
  /** One step of a rubric; {@code level} counts from 1, the lowest. */
  record RubricLevel(int level, String label) {}

  /**
   * One competency of a framework.
   *
   * @param parent code of the competency it specifies, absent at the top
   */
  record Competency(String code, String label, @Nullable String parent) {}

  /** The school works with this version of a framework and its rubric from now on (S11). */
  @Event(namespace = EvaluationEvent.NAMESPACE, name = "FrameworkAdopted", version = "1")
  record FrameworkAdopted(
      @EventTag(key = Tags.FRAMEWORK) String framework,
      String edition,
      String title,
      List<RubricLevel> rubric,
      List<Competency> competencies)
      implements FrameworkEvent {

    /** Sessions name competencies by their codes alone. */
    @EventTag(key = Tags.COMPETENCY)
    public List<String> competencyCodes() {
      return competencies.stream().map(Competency::code).toList();
    }
  }
}
