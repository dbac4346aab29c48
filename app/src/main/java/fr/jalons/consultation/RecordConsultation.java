package fr.jalons.consultation;

import fr.jalons.events.ConsultationId;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.PrivacyEvent.FileConsulted;
import fr.jalons.events.PrivacyEvent.FileKind;
import fr.jalons.events.StudentId;
import java.time.Instant;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody has read what is known of these students: it has happened, so nothing refuses it. */
@Command(namespace = PrivacyEvent.NAMESPACE, name = "RecordConsultation")
record RecordConsultation(
    @TargetEntityId ConsultationId consultation,
    List<StudentId> students,
    String viewer,
    FileKind what,
    @Nullable String reason,
    Instant at,
    int further) {

  @Component
  static class Handler {
    @CommandHandler
    void handle(RecordConsultation command, EventAppender events) {
      events.append(
          new FileConsulted(
              command.consultation,
              command.students,
              command.viewer,
              command.what,
              command.reason,
              command.at,
              command.further));
    }
  }
}
