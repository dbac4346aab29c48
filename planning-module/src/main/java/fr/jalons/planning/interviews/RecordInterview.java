package fr.jalons.planning.interviews;

import fr.jalons.events.InterviewEvent.InterviewRecorded;
import fr.jalons.events.InterviewId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An interview was held with a student (S10). */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RecordInterview")
public record RecordInterview(
    @TargetEntityId InterviewId interview, StudentId student, LocalDate heldOn, String summary) {

  @DecisionModel(tag = Tags.INTERVIEW)
  record Interview(@Nullable InterviewRecorded recorded) {
    Interview() {
      this(null);
    }

    Interview evolve(InterviewRecorded event) {
      return new Interview(event);
    }

    List<PlanningEvent> decide(RecordInterview command, LocalDate today) {
      InterviewRecorded wanted =
          new InterviewRecorded(
              command.interview, command.student, command.heldOn, command.summary);
      if (wanted.equals(recorded)) {
        return List.of();
      }
      if (recorded != null) {
        throw Refusal.conflictOn("id", "planning.interview-id-taken");
      }
      if (command.heldOn.isAfter(today)) {
        throw Refusal.invalid("heldOn", "planning.date-ahead");
      }
      return List.of(wanted);
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
        RecordInterview command,
        @InjectEntity Interview interview,
        @InjectEntity(idProperty = "student") KnownStudent known,
        EventAppender events) {
      known.requireKnown("planning.student-unknown");
      events.append(interview.decide(command, LocalDate.now(clock)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(
        @Nullable InterviewId id,
        @NotNull LocalDate heldOn,
        @NotBlank @Size(max = 4000) String summary) {}

    @PostMapping("/api/students/{student}/interviews")
    ResponseEntity<Map<String, InterviewId>> record(
        @PathVariable StudentId student, @Valid @RequestBody Body body) {
      InterviewId interview = commands.idOr(body.id, InterviewId::new);
      return commands
          .send(new RecordInterview(interview, student, body.heldOn, body.summary))
          .created("/api/students/" + student + "/history", Map.of("id", interview));
    }
  }
}
