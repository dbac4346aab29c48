package fr.jalons.delivery.sessions;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.events.SessionEvent.AttendanceCorrected;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.SessionHeld;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.KnownStructure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A line of the roll was wrong or missing, and is put right (S42). */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "CorrectAttendance")
public record CorrectAttendance(@TargetEntityId SessionId session, RollLine line, String reason) {

  /**
   * @param lines the roll as it now stands
   */
  @DecisionModel(tag = Tags.SESSION)
  record Session(boolean scheduled, @Nullable SessionHeld held, Map<StudentId, Attendance> lines) {
    Session() {
      this(false, null, Map.of());
    }

    Session evolve(SessionScheduled event) {
      return new Session(true, held, lines);
    }

    Session evolve(SessionHeld event) {
      Session next = new Session(scheduled, event, lines);
      for (Attendance line : event.attendance()) {
        next = next.with(line);
      }
      return next;
    }

    Session evolve(AttendanceCorrected event) {
      return with(new Attendance(event.student(), event.status(), event.minutes()));
    }

    private Session with(Attendance line) {
      Map<StudentId, Attendance> next = new HashMap<>(lines);
      next.put(line.student(), line);
      return new Session(scheduled, held, next);
    }

    SessionHeld requireHeld() {
      if (!scheduled) {
        throw Refusal.notFound("delivery.session-unknown");
      }
      if (held == null) {
        throw Refusal.conflict("delivery.session-not-held");
      }
      return held;
    }

    List<DeliveryEvent> decide(CorrectAttendance command, List<StudentId> members) {
      SessionHeld session = requireHeld();
      StudentId student = command.line.studentId();
      if (!session.students().contains(student) && !members.contains(student)) {
        throw Refusal.conflictOn("studentId", "delivery.student-elsewhere");
      }
      Attendance line = command.line.in(session.minutes(), "");
      if (line.equals(lines.get(student))) {
        return List.of();
      }
      return List.of(
          new AttendanceCorrected(
              command.session, student, line.status(), line.minutes(), command.reason));
    }
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        CorrectAttendance command,
        @InjectEntity Session session,
        StateManager states,
        ProcessingContext context,
        EventAppender events) {
      SessionHeld held = session.requireHeld();
      LocalDate day = LocalDate.ofInstant(held.start(), clock.getZone());
      KnownStructure group = new Models(states, context).of(KnownStructure.class, held.audience());
      events.append(session.decide(command, group.membersOn(day)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(
        @NotNull StudentId studentId,
        @NotNull AttendanceStatus status,
        @Nullable Integer minutes,
        @NotBlank @Size(max = 500) String reason) {}

    @PostMapping("/api/sessions/{session}/attendance-corrections")
    ResponseEntity<Map<String, SessionId>> correct(
        @PathVariable SessionId session, @Valid @RequestBody Body body) {
      RollLine line = new RollLine(body.studentId, body.status, body.minutes);
      return commands
          .send(new CorrectAttendance(session, line, body.reason))
          .ok(Map.of("id", session));
    }
  }
}
