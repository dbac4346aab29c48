package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
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

/** A teacher records what a student needs (S8). */
@Command(namespace = PlanningEvent.NAMESPACE, name = "DiagnoseNeed")
public record DiagnoseNeed(
    @TargetEntityId NeedId need,
    StudentId student,
    NeedArea area,
    String description,
    @Nullable String source,
    LocalDate diagnosedOn) {

  @DecisionModel(tag = Tags.NEED)
  record Need(@Nullable NeedDiagnosed diagnosed) {
    Need() {
      this(null);
    }

    Need evolve(NeedDiagnosed event) {
      return new Need(event);
    }

    List<PlanningEvent> decide(DiagnoseNeed command, LocalDate today) {
      NeedDiagnosed wanted =
          new NeedDiagnosed(
              command.need,
              command.student,
              command.area,
              command.description,
              command.source,
              command.diagnosedOn);
      if (wanted.equals(diagnosed)) {
        return List.of();
      }
      if (diagnosed != null) {
        throw Refusal.conflictOn("id", "planning.need-id-taken");
      }
      if (command.diagnosedOn.isAfter(today)) {
        throw Refusal.invalid("diagnosedOn", "planning.date-ahead");
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
        DiagnoseNeed command,
        @InjectEntity Need need,
        @InjectEntity(idProperty = "student") KnownStudent known,
        EventAppender events) {
      known.requireKnown("planning.student-unknown");
      events.append(need.decide(command, LocalDate.now(clock)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(
        @Nullable NeedId id,
        @NotNull NeedArea area,
        @NotBlank @Size(max = 2000) String description,
        @Nullable @Size(max = 200) String source,
        @NotNull LocalDate diagnosedOn) {}

    @PostMapping("/api/students/{student}/needs")
    ResponseEntity<Map<String, NeedId>> diagnose(
        @PathVariable StudentId student, @Valid @RequestBody Body body) {
      NeedId need = commands.idOr(body.id, NeedId::new);
      return commands
          .send(
              new DiagnoseNeed(
                  need, student, body.area, body.description, body.source, body.diagnosedOn))
          .created("/api/needs/" + need, Map.of("id", need));
    }
  }
}
