package fr.jalons.delivery.sessions;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.platform.commands.Commands;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A planned session will not be held (S47). */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "CancelSession")
public record CancelSession(@TargetEntityId SessionId session, String reason) {

  List<DeliveryEvent> decide(SessionScheduled planned) {
    return List.of(new SessionCancelled(session, planned.audience(), planned.students(), reason));
  }

  @Component
  static class Handler {
    @CommandHandler
    void handle(CancelSession command, @InjectEntity Planned session, EventAppender events) {
      events.append(command.decide(session.requireOpen()));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(@NotBlank @Size(max = 500) String reason) {}

    @PostMapping("/api/sessions/{session}/cancellation")
    ResponseEntity<Map<String, SessionId>> cancel(
        @PathVariable SessionId session, @Valid @RequestBody Body body) {
      return commands.send(new CancelSession(session, body.reason)).ok(Map.of("id", session));
    }
  }
}
