package fr.jalons.delivery.sessions;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.FrameworkEvent.FrameworkAdopted;
import fr.jalons.events.SessionEvent.Attendance;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/**
 * A session has taken place, and its roll is taken (S42). Members of the audience without a line
 * are concerned all the same; a correction may add their line later.
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "HoldSession")
public record HoldSession(
    @TargetEntityId SessionId session,
    List<RollLine> attendance,
    @Nullable String summary,
    List<String> competencies) {

  @DecisionModel(tag = Tags.COMPETENCY)
  record Competency(boolean known) {
    Competency() {
      this(false);
    }

    Competency evolve(FrameworkAdopted event) {
      return new Competency(true);
    }
  }

  List<DeliveryEvent> decide(
      SessionScheduled planned, Instant now, List<StudentId> members, List<Competency> frameworks) {
    if (now.isBefore(planned.start())) {
      throw Refusal.conflict("delivery.session-ahead");
    }
    List<Attendance> roll = roll(planned.minutes(), members);
    for (int i = 0; i < competencies.size(); i++) {
      if (!frameworks.get(i).known) {
        throw Refusal.invalid("competencies[" + i + "]", "delivery.competency-unknown");
      }
    }
    return List.of(
        new SessionHeld(
            session,
            planned.audience(),
            planned.start(),
            planned.minutes(),
            roll,
            members,
            planned.teachers(),
            summary == null || summary.isBlank() ? null : summary,
            competencies.stream().distinct().toList()));
  }

  private List<Attendance> roll(int length, List<StudentId> members) {
    if (attendance.isEmpty()) {
      throw Refusal.invalid("attendance", "delivery.roll-empty");
    }
    List<Attendance> roll = new ArrayList<>();
    Set<StudentId> called = new HashSet<>();
    for (RollLine line : attendance) {
      String path = "attendance[" + roll.size() + "].";
      if (!called.add(line.studentId())) {
        throw Refusal.invalid(path + "studentId", "delivery.student-twice");
      }
      if (!members.contains(line.studentId())) {
        throw Refusal.conflictOn(path + "studentId", "delivery.student-elsewhere");
      }
      roll.add(line.in(length, path));
    }
    return roll;
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        HoldSession command,
        @InjectEntity Planned session,
        StateManager states,
        ProcessingContext context,
        EventAppender events) {
      SessionScheduled planned = session.requireOpen();
      Models models = new Models(states, context);
      LocalDate day = LocalDate.ofInstant(planned.start(), clock.getZone());
      events.append(
          command.decide(
              planned,
              clock.instant(),
              models.of(KnownStructure.class, planned.audience()).membersOn(day),
              models.ofEach(Competency.class, command.competencies)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(
        @NotNull @Size(max = 500) List<@NotNull @Valid RollLine> attendance,
        @Nullable @Size(max = 4000) String summary,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> competencies) {}

    @PostMapping("/api/sessions/{session}/held")
    ResponseEntity<Map<String, SessionId>> hold(
        @PathVariable SessionId session, @Valid @RequestBody Body body) {
      return commands
          .send(
              new HoldSession(
                  session,
                  body.attendance,
                  body.summary,
                  Objects.requireNonNullElse(body.competencies, List.of())))
          .ok(Map.of("id", session));
    }
  }
}
