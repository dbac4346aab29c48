package fr.jalons.planning.write;

import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PlanningEvent.NeedClosed;
<<<<<<< HEAD
import fr.jalons.events.PlanningEvent.NeedDiagnosed;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
=======
import fr.jalons.platform.commands.Commands;
>>>>>>> main
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
<<<<<<< HEAD
import java.util.List;
import java.util.Map;
=======
>>>>>>> main
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
<<<<<<< HEAD
import org.jspecify.annotations.Nullable;
=======
>>>>>>> main
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

<<<<<<< HEAD
/** A need no longer calls for support; the teacher says what came of it (S8). */
@Command(namespace = PlanningEvent.NAMESPACE, name = "CloseNeed")
public record CloseNeed(@TargetEntityId NeedId need, String outcome) {

  @DecisionModel(tag = Tags.NEED)
  record Need(@Nullable StudentId student, boolean closed) {
    Need() {
      this(null, false);
    }

    Need evolve(NeedDiagnosed event) {
      return new Need(event.student(), closed);
    }

    Need evolve(NeedClosed event) {
      return new Need(student, true);
    }

    List<PlanningEvent> decide(CloseNeed command, LocalDate today) {
      if (student == null) {
        throw Refusal.notFound("planning.need-unknown");
      }
      if (closed) {
        throw Refusal.conflict("planning.need-closed");
      }
      return List.of(new NeedClosed(command.need, student, command.outcome, today));
    }
  }

=======
/** A need no longer calls for support; what came of it is recorded (S8). */
@Command(namespace = PlanningEvent.NAMESPACE, name = "CloseNeed")
public record CloseNeed(@TargetEntityId NeedId need, String outcome) {

>>>>>>> main
  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
<<<<<<< HEAD
    void handle(CloseNeed command, @InjectEntity Need need, EventAppender events) {
      events.append(need.decide(command, LocalDate.now(clock)));
=======
    void handle(CloseNeed command, @InjectEntity KnownNeed need, EventAppender events) {
      KnownNeed.Described open = need.open();
      events.append(
          new NeedClosed(command.need, open.student(), command.outcome, LocalDate.now(clock)));
>>>>>>> main
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(@NotBlank @Size(max = 2000) String outcome) {}

    @PostMapping("/api/needs/{need}/closure")
<<<<<<< HEAD
    ResponseEntity<Map<String, NeedId>> close(
        @PathVariable NeedId need, @Valid @RequestBody Body body) {
      return commands.send(new CloseNeed(need, body.outcome)).ok(Map.of("id", need));
=======
    ResponseEntity<Void> close(@PathVariable NeedId need, @Valid @RequestBody Body body) {
      return commands.send(new CloseNeed(need, body.outcome)).done();
>>>>>>> main
    }
  }
}
