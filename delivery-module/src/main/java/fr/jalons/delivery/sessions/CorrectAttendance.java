package fr.jalons.delivery.sessions;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Elsewhere;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Named;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.KnownStructure;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** A line of the roll was wrong or missing, and is put right (S42). */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "CorrectAttendance")
@Post(value = "/api/sessions/{session}/attendance-corrections", echoes = true)
@Page(value = "/sessions/{session}/attendance-corrections", then = "/sessions/{session}")
@Allowed(who = Who.TEAM, over = Over.SESSION)
public record CorrectAttendance(
    SessionId session,
    @Named("studentId") @NotNull StudentId student,
    @NotNull AttendanceStatus status,
    @Nullable Integer minutes,
    @Nullable Elsewhere cause,
    @NotBlank @Size(max = 500) String reason) {

  public CorrectAttendance(SessionId session, RollLine line, String reason) {
    this(session, line.studentId(), line.status(), line.minutes(), line.cause(), reason);
  }

  /**
   * @param lines the roll as it now stands
   */
  @DecisionModel(tag = Tags.SESSION)
  record Session(
      boolean scheduled,
      @Nullable SessionHeld held,
      Map<StudentId, Attendance> lines,
      boolean withdrawn) {
    Session() {
      this(false, null, Map.of(), false);
    }

    Session evolve(SessionScheduled event) {
      return new Session(true, held, lines, withdrawn);
    }

    Session evolve(SessionHeld event) {
      Session next = new Session(scheduled, event, lines, withdrawn);
      for (Attendance line : event.attendance()) {
        next = next.with(line);
      }
      return next;
    }

    Session evolve(AttendanceCorrected event) {
      return with(event.line());
    }

    private Session with(Attendance line) {
      Map<StudentId, Attendance> next = new HashMap<>(lines);
      next.put(line.student(), line);
      return new Session(scheduled, held, next, withdrawn);
    }

    Session evolve(RecordWithdrawn event) {
      return new Session(scheduled, held, lines, true);
    }

    SessionHeld requireHeld() {
      if (!scheduled) {
        throw Refusal.notFound("delivery.session-unknown");
      }
      if (withdrawn) {
        throw KnownRecord.refuseWithdrawn();
      }
      if (held == null) {
        throw Refusal.conflict("delivery.session-not-held");
      }
      return held;
    }
  }

  List<AttendanceCorrected> decide(Session known, Models models, Clock clock) {
    SessionHeld held = known.requireHeld();
    LocalDate day =
        LocalDate.ofInstant(held.start(), SchoolTime.zone(clock, held.audience().school()));
    KnownStructure group = models.of(KnownStructure.class, held.audience());
    if (!group.membersOn(day).contains(student)) {
      throw Refusal.conflictOn("studentId", "delivery.student-elsewhere");
    }
    Attendance line = new RollLine(student, status, minutes, cause).in(held.minutes(), "");
    if (line.equals(known.lines.get(student))) {
      return List.of();
    }
    return List.of(
        new AttendanceCorrected(
            session, student, line.status(), line.minutes(), line.cause(), reason));
  }
}
