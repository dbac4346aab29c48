package fr.jalons.privacy;

import fr.jalons.events.ErasureRequestId;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.ErasureCause;
import fr.jalons.events.PrivacyEvent.StudentErased;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.springframework.stereotype.Component;

/**
 * A student who left so long ago that the data may not be kept is erased. The system asks for it; a
 * student who is back at school by then stays.
 *
 * @param leftOn the leaving for which retention has run out: no other one counts
 */
@Command(namespace = PrivacyEvent.NAMESPACE, name = "EraseLeaver")
record EraseLeaver(@TargetEntityId StudentId student, ErasureRequestId request, LocalDate leftOn) {
  static final String SYSTEM = "system:jalons";

  List<PrivacyEvent> decide(Subject subject) {
    if (subject.erased() || subject.school() == null || !leftOn.equals(subject.leftOn())) {
      return List.of();
    }
    return List.of(
        new StudentErased(
            request, student, subject.school(), ErasureCause.RETENTION, SYSTEM, null));
  }

  @Component
  static class Handler {
    @CommandHandler
    void handle(EraseLeaver command, @InjectEntity Subject subject, EventAppender events) {
      events.append(command.decide(subject));
    }
  }
}
