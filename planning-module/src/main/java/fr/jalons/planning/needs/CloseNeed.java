package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedClosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.IfMatch;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A need no longer calls for support; what came of it is recorded (S8).
 *
 * @param version the version it is based on, or null for any
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "CloseNeed")
@Post("/api/needs/{need}/closure")
@Page(value = "/needs/{need}/closure", then = "/needs/{need}")
@Allowed(who = Who.TEAM, over = Over.NEED)
public record CloseNeed(
    NeedId need, @NotBlank @Size(max = 2000) String outcome, @IfMatch @Nullable Integer version) {

  List<NeedClosed> decide(KnownNeed known, LocalDate today) {
    return List.of(new NeedClosed(need, known.open(version).student(), outcome, today));
  }
}
