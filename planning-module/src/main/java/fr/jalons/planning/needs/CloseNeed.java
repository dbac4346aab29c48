package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.web.Version;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * A need no longer calls for support; what came of it is recorded (S8).
 *
 * @param version the version it is based on, or null for any
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "CloseNeed")
public record CloseNeed(@TargetEntityId NeedId need, String outcome, @Nullable Integer version) {

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(CloseNeed command, @InjectEntity KnownNeed need, EventAppender events) {
      KnownNeed.Described open = need.open(command.version);
      events.append(
          new NeedClosed(command.need, open.student(), command.outcome, LocalDate.now(clock)));
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
    ResponseEntity<Void> close(
        @PathVariable NeedId need,
        @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
        @Valid @RequestBody Body body) {
      return commands.send(new CloseNeed(need, body.outcome, Version.wanted(ifMatch))).done();
    }
  }
}
