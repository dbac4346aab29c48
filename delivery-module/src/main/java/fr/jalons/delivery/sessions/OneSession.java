package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.refusal.Refusal;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A session with its roll, and what was planned weekly with it (S42, S47). */
@RestController
class OneSession {
  private final Sessions sessions;
  private final AspectReader aspects;

  OneSession(Sessions sessions, AspectReader aspects) {
    this.sessions = sessions;
    this.aspects = aspects;
  }

  @GetMapping("/api/sessions/{session}")
  @Allowed(who = Who.STAFF, over = Over.SESSION)
  Sessions.Row find(@PathVariable SessionId session) {
    Sessions.Row row =
        sessions.find(session).orElseThrow(() -> Refusal.notFound("delivery.session-unknown"));
    return row.with(
        Objects.requireNonNull(
                aspects
                    .sealed(List.of(row.structure()), List.of(WeeklySessions.class))
                    .get(row.structure().toString()))
            .byEntry(WeeklySessions.class)
            .get(session.toString()));
  }
}
