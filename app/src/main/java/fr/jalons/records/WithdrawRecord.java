package fr.jalons.records;

import fr.jalons.access.Authors;
import fr.jalons.events.OnRecord;
import fr.jalons.events.PublicationEvent.ReadingAcknowledged;
import fr.jalons.events.RecordEvent;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.IfMatch;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Version;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A record was a mistake: it counts nowhere any more, and stays in the history with the reason.
 *
 * @param version the version it is based on, or null for any
 */
@Command(namespace = RecordEvent.NAMESPACE, name = "WithdrawRecord")
@Post("/api/records/{record}/withdrawal")
@Page(value = "/records/{record}/withdrawal", then = "/records/{record}")
@Allowed(who = Who.AUTHORS, over = Over.RECORD)
public record WithdrawRecord(
    UUID record, @NotBlank @Size(max = 500) String reason, @IfMatch @Nullable Integer version)
    implements Authors.TakesUp {

  List<RecordWithdrawn> decide(KnownRecord known, LocalDate today) {
    if (known.withdrawn()) {
      Version.require(version, known.version());
      return List.of();
    }
    OnRecord what = known.require(version);
    if (what instanceof ReadingAcknowledged) {
      throw Refusal.conflict("records.reading-stays");
    }
    if (known.answered()) {
      throw Refusal.conflict("records.survey-answered");
    }
    return List.of(new RecordWithdrawn(what, known.students(), reason, today));
  }
}
