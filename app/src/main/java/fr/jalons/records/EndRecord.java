package fr.jalons.records;

import fr.jalons.access.Authors;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.IfMatch;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * What lasts comes to its end: true until that day, and no longer from there on.
 *
 * @param endedOn today if it is left out
 * @param version the version it is based on, or null for any
 */
@Command(namespace = RecordEvent.NAMESPACE, name = "EndRecord")
@Post("/api/records/{record}/ending")
@Page(value = "/records/{record}/ending", then = "/records/{record}")
@Allowed(who = Who.AUTHORS, over = Over.RECORD)
public record EndRecord(
    UUID record,
    @Nullable LocalDate endedOn,
    @NotBlank @Size(max = 500) String reason,
    @IfMatch @Nullable Integer version)
    implements Authors.TakesUp {

  List<RecordEnded> decide(KnownRecord known, LocalDate today) {
    OnRecord what = known.require(version);
    LocalDate day = Objects.requireNonNullElse(endedOn, today);
    if (!what.isLasting()) {
      throw Refusal.conflict("records.not-lasting");
    }
    LocalDate began = what.beganOn();
    if (began != null && day.isBefore(began)) {
      throw Refusal.invalid("endedOn", "records.ended-before-begun");
    }
    if (day.isAfter(today.plusYears(1))) {
      throw Refusal.invalid("endedOn", "records.ended-too-late");
    }
    return day.equals(known.endedOn()) ? List.of() : List.of(new RecordEnded(what, reason, day));
  }
}
