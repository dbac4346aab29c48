package fr.jalons.events;

import fr.jalons.personal.PersonalText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** What is recorded about the protection of people: who may, who looked, what was erased. */
public sealed interface PrivacyEvent extends DomainEvent {
  String NAMESPACE = "privacy";

  /** Why a student was erased. */
  enum ErasureCause {
    /** Two administrators decided it. */
    REQUEST,
    /** The student left so long ago that the data may not be kept. */
    RETENTION
  }

  /** Which nominative file was read. */
  enum FileKind {
    FOLLOW_UP,
    HISTORY,
    BUNDLE,
    EXPORT,
    NEEDS,
    SESSION,
    CLASS,
    STUDENTS,
    CONSULTATIONS
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
   * @param viewer the account that read
   * @param reason what the viewer stated, where the role needs a reason
   * @param at when it was read; recorded a little later, together with other readings
   */
  @Event(namespace = NAMESPACE, name = "FileConsulted", version = "1")
  record FileConsulted(
      ConsultationId consultation,
      @EventTag(key = Tags.STUDENT) List<StudentId> students,
      String viewer,
      FileKind what,
      @PersonalText(of = "consultation") @Nullable String reason,
      Instant at)
      implements PrivacyEvent {}

  /**
   * An account has these roles from now on, and no others.
   *
   * @param account id of the account
   * @param school the school it is limited to, absent for the whole installation
   * @param grantedBy the account that granted, as in the event's metadata
   */
  @Event(namespace = NAMESPACE, name = "RoleGranted", version = "1")
  record RoleGranted(
      @EventTag(key = Tags.ACCOUNT) String account,
      Set<String> roles,
      @Nullable SchoolId school,
      String grantedBy)
      implements PrivacyEvent {}
}
