package fr.jalons.events;

import fr.jalons.marks.PersonalText;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded about the protection of people: who was erased, and who decided it; who looked
 * at whose file; who gave which roles to which account.
 */
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
    /** A record of whatever kind, with what it said before. */
    RECORD,
    /** The follow-up of a class, student by student. */
    CLASS,
    /** A list of students. */
    LIST,
    /** Lines of the rolls of sessions. */
    ROLL,
    /** Erasures, asked for and to come. */
    ERASURE,
    /** Alerts, and what was decided on them. */
    ALERTS,
    /** Who is ready for a placement. */
    CHECKLIST
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
   * From here on no text about them can be read, no row names them, and no command about them is
   * obeyed.
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
   * @param further 0 for one look; else the number of looks until then, each for another reason,
   *     that followed those recorded one by one
   */
  @Event(namespace = NAMESPACE, name = "FileConsulted", version = "2")
  record FileConsulted(
      ConsultationId consultation,
      @EventTag(key = Tags.FILE) List<StudentId> students,
      String viewer,
      FileKind what,
      @PersonalText(of = "consultation") @Nullable String reason,
      Instant at,
      int further)
      implements PrivacyEvent {}

  /**
   * An account has these roles from here on, and no others.
   *
   * @param account what stands for it in the log, without the kind: opaque, never a login
   * @param roles in lower case; never empty
   * @param school the one they hold in; absent for all schools
   * @param person the student, guardian or teacher whose account it is, if it is one's
   * @param classes those they are limited to; absent in events of before, which did not say
   * @param grantedBy the account, client or system that granted them
   */
  @Event(namespace = NAMESPACE, name = "RoleGranted", version = "2")
  record RoleGranted(
      @EventTag(key = Tags.ACCOUNT) String account,
      Set<String> roles,
      @Nullable SchoolId school,
      @Nullable UUID person,
      @Nullable List<StructureId> classes,
      String grantedBy)
      implements PrivacyEvent {
    /** In one order, so that the same roles are written in the same way. */
    public RoleGranted {
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
      classes = classes == null ? null : List.copyOf(classes);
    }
  }

  /**
   * An account has no roles any more, and signing in with it fails.
   *
   * @param school the one the roles held in; absent for all schools
   * @param withdrawnBy the account or client that took them away, or the system
   */
  @Event(namespace = NAMESPACE, name = "RoleWithdrawn", version = "1")
  record RoleWithdrawn(
      @EventTag(key = Tags.ACCOUNT) String account, @Nullable SchoolId school, String withdrawnBy)
      implements PrivacyEvent {}
}
