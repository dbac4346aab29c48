package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.ErasureRequested;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.database.Cleared;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A second administrator approves that a student be erased: it takes two people, as they cannot
 * undo it. The event comes first and binds; destroying follows from it, however often it is
 * interrupted.
 *
 * @param approvedBy the account that approves
 */
@Command(namespace = PrivacyEvent.NAMESPACE, name = "ApproveErasure")
record ApproveErasure(@TargetEntityId ErasureRequestId request, String approvedBy) {

  @DecisionModel(tag = Tags.ERASURE)
  record Request(@Nullable ErasureRequested asked) {
    Request() {
      this(null);
    }

    Request evolve(ErasureRequested event) {
      return new Request(event);
    }

    ErasureRequested requireAsked() {
      if (asked == null) {
        throw Refusal.notFound("privacy.request-unknown");
      }
      return asked;
    }
  }

  List<PrivacyEvent> decide(ErasureRequested asked, Subject subject, TwoPeople people) {
    people.requireTwo();
    if (subject.erased()) {
      return List.of();
    }
    return List.of(
        new StudentErased(
            request,
            asked.student(),
            asked.school(),
            ErasureCause.REQUEST,
            asked.requestedBy(),
            approvedBy));
  }

  @Component
  static class Handler {
    @CommandHandler
    void handle(
        ApproveErasure command,
        @InjectEntity Request request,
        StateManager states,
        ProcessingContext context,
        EventAppender events) {
      ErasureRequested asked = request.requireAsked();
      Subject subject = states.loadEntity(Subject.class, asked.student(), context).join();
      TwoPeople people = TwoPeople.of(asked.requestedBy(), command.approvedBy, states, context);
      events.append(command.decide(asked, subject, people));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;
    private final CurrentActor actor;
    private final Erasures erasures;

    Endpoint(Commands commands, CurrentActor actor, Erasures erasures) {
      this.commands = commands;
      this.actor = actor;
      this.erasures = erasures;
    }

    /**
     * What came of it.
     *
     * @param done false while something is still to be destroyed, or may still be read on disk
     * @param waitsFor what keeps it from being done
     * @param unverified what could not be looked at
     */
    record Answer(
        ErasureRequestId id,
        boolean done,
        List<Cleared.Obstacle> waitsFor,
        Set<Cleared.Unverified> unverified) {}

    @PostMapping("/api/erasure-requests/{request}/approval")
    @Allowed(who = Who.OPERATORS, over = Over.ERASURE)
    ResponseEntity<Answer> approve(@PathVariable ErasureRequestId request) {
      Receipt receipt = commands.send(new ApproveErasure(request, actor.id()));
      Cleared cleared = erasures.carryOut(List.of(request));
      return ResponseEntity.status(cleared.done() ? HttpStatus.OK : HttpStatus.ACCEPTED)
          .header(Receipt.HEADER, Long.toString(receipt.position()))
          .body(new Answer(request, cleared.done(), cleared.waitsFor(), cleared.unverified()));
    }
  }
}
