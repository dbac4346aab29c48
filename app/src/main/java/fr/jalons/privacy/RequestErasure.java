package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An administrator asks that what is known of a student be erased. Nothing happens before another
 * one has approved it.
 *
 * @param requestedBy the account that asks
 */
@Command(namespace = PrivacyEvent.NAMESPACE, name = "RequestErasure")
record RequestErasure(
    ErasureRequestId request,
    @TargetEntityId StudentId student,
    String reason,
    String requestedBy) {

  /** Whose erasure a request is about, so that an approval of it can concern no other student. */
  @DecisionModel(tag = Tags.ERASURE)
  record Taken(@Nullable StudentId by) {
    Taken() {
      this(null);
    }

    Taken evolve(ErasureRequested event) {
      return new Taken(event.student());
    }

    Taken evolve(StudentErased event) {
      return new Taken(event.student());
    }
  }

  List<PrivacyEvent> decide(Taken taken, Subject subject) {
    if (taken.by() != null && !taken.by().equals(student)) {
      throw Refusal.conflictOn("id", "privacy.request-id-taken");
    }
    if (subject.school() == null) {
      throw Refusal.notFound("privacy.student-unknown");
    }
    if (subject.erased()) {
      throw Refusal.conflict("privacy.student-erased");
    }
    if (request.equals(subject.pending())) {
      return List.of();
    }
    if (subject.pending() != null) {
      throw Refusal.conflict("privacy.erasure-pending");
    }
    return List.of(new ErasureRequested(request, student, subject.school(), reason, requestedBy));
  }

  @Component
  static class Handler {
    @CommandHandler
    void handle(
        RequestErasure command,
        @InjectEntity(idProperty = "request") Taken taken,
        @InjectEntity Subject subject,
        EventAppender events) {
      events.append(command.decide(taken, subject));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;
    private final CurrentActor actor;

    Endpoint(Commands commands, CurrentActor actor) {
      this.commands = commands;
      this.actor = actor;
    }

    record Body(@Nullable ErasureRequestId id, @NotBlank @Size(max = 1000) String reason) {}

    @PostMapping("/api/students/{student}/erasure-requests")
    @Allowed(who = Who.OPERATORS, over = Over.STUDENT)
    ResponseEntity<Map<String, ErasureRequestId>> request(
        @PathVariable StudentId student, @Valid @RequestBody Body body) {
      ErasureRequestId id = commands.idOr(body.id, ErasureRequestId::new);
      return commands
          .send(new RequestErasure(id, student, body.reason, actor.id()))
          .created("/api/erasure-requests/" + id, Map.of("id", id));
    }
  }
}
