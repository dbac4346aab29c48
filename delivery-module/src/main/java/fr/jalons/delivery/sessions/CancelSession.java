package fr.jalons.delivery.sessions;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.SessionEvent.SessionCancelled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.slices.Models;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.KnownStructure;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** A planned session will not be held (S47). */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "CancelSession")
@Post(value = "/api/sessions/{session}/cancellation", echoes = true)
@Page(value = "/sessions/{session}/cancellation", then = "/sessions/{session}")
@Allowed(who = Who.TEAM, over = Over.SESSION)
public record CancelSession(SessionId session, @NotBlank @Size(max = 500) String reason) {

  List<SessionCancelled> decide(SessionLifecycle known, Models models, Clock clock) {
    Plan planned = known.requireOpen();
    LocalDate day = planned.day(SchoolTime.zone(clock, planned.audience().school()));
    List<StudentId> members = models.of(KnownStructure.class, planned.audience()).membersOn(day);
    return List.of(new SessionCancelled(session, planned.audience(), members, reason));
  }
}
