package fr.jalons.events;

import fr.jalons.personal.PersonalText;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What is recorded about the protection of people: who was erased, who decided it,
 * and who looked. */
public sealed interface PrivacyEvent extends DomainEvent {
  String NAMESPACE = "privacy";

  /** Why a student was erased. */
  enum ErasureCause {
    /** Two administrators decided it. */
    REQUEST,
    /** The student left so long ago that the data may not be kept. */
    RETENTION
  }

  /** What was read of a student. */
  enum FileKind {
    FOLLOW_UP,
    HISTORY,
    BUNDLE,
    EXPORT,
    NEED,
    /** The follow-up of a class, student by student. */
    CLASS
  }

  /**
   * An administrator asks that what is known of a student be erased.
   *
   * @param requestedBy the account that asks, as in the event's metadata
   */
  @Event(namespace = NAMESPACE, name = "ErasureRequested", version = "1")
  record ErasureRequested(
      @EventTag(key = Tags.ERASURE) ErasureRequestId request,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      @PersonalText(of = "student") String reason,
      String requestedBy)
      implements PrivacyEvent {}

  /**
   * From here on the student is nobody: no text about him can be read, no row names him, and no
   * command about him is obeyed.
   *
   * @param requestedBy the account that asked, or the system
   * @param approvedBy the second account; absent for the automatic erasure at the end of retention
   */
  @Event(namespace = NAMESPACE, name = "StudentErased", version = "1")
  record StudentErased(
      @EventTag(key = Tags.ERASURE) ErasureRequestId request,
      @EventTag(key = Tags.STUDENT) StudentId student,
      @EventTag(key = Tags.SCHOOL) SchoolId school,
      ErasureCause cause,
      String requestedBy,
      @Nullable String approvedBy)
      implements PrivacyEvent {}

  /**
   * Somebody read what is known of these students.
   *
   * @param viewer the account or the program that read
   * @param reason what the viewer stated, where the role needs a reason
   * @param at when it was first read; looks at the same soon after count as one
   */
  @Event(namespace = NAMESPACE, name = "FileConsulted", version = "1")
  record FileConsulted(
      ConsultationId consultation,
      @EventTag(key = Tags.FILE) List<StudentId> students,
      String viewer,
      FileKind what,
      @PersonalText(of = "consultation") @Nullable String reason,
      Instant at)
      implements PrivacyEvent {}
}
