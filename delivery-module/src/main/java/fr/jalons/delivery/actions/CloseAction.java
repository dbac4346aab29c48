package fr.jalons.delivery.actions;

import fr.jalons.events.ActionEvent.ActionClosed;
import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.RecordId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * An action is over, and what came of it is recorded (S37).
 *
 * @param closedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "CloseAction")
@Post("/api/actions/{action}/closure")
@Page(value = "/actions/{action}/closure", then = "/actions/{action}")
@Allowed(who = Who.TEAM, over = Over.RECORD)
public record CloseAction(
    RecordId closure,
    RecordId action,
    @NotNull ActionOutcome outcome,
    @NotBlank @Size(max = 2000) String review,
    @Happened @Nullable LocalDate closedOn,
    @Nullable Correction correction) {

  List<ActionClosed> decide(
      @By("closure") KnownRecord earlier, @By("action") KnownAction known, LocalDate today) {
    ActionPlanned sheet = known.require();
    LocalDate day = Objects.requireNonNullElse(closedOn, today);
    List<ActionClosed> events =
        earlier.create(
            new ActionClosed(
                closure,
                action,
                sheet.school(),
                sheet.structure(),
                sheet.track(),
                known.students(),
                outcome,
                review,
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("closedOn", "delivery.date-ahead");
    }
    known.requireOpen(closure, "delivery.action-closed-already");
    if (day.isBefore(sheet.startsOn())) {
      throw Refusal.invalid("closedOn", "delivery.closed-before-begun");
    }
    return events;
  }
}
