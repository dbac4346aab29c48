package fr.jalons.delivery.supports;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.SupportEvent.LiaisonDirection;
import fr.jalons.events.SupportEvent.LiaisonShared;
import fr.jalons.events.SupportEvent.SupportEnrolled;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A note is passed between whoever gives support and whoever gives AP (S24).
 *
 * @param sharedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "ShareLiaison")
@Post("/api/supports/{enrolment}/liaisons")
@Page(value = "/supports/{enrolment}/liaisons", then = "/records/{enrolment}")
@Allowed(who = Who.TEAM, over = Over.RECORD)
public record ShareLiaison(
    RecordId liaison,
    RecordId enrolment,
    @NotNull LiaisonDirection direction,
    @NotBlank @Size(max = 2000) String note,
    @Happened @Nullable LocalDate sharedOn,
    @Nullable Correction correction) {

  List<LiaisonShared> decide(
      @By("enrolment") KnownRecord support,
      @By("liaison") KnownRecord earlier,
      Models models,
      LocalDate today) {
    if (!(support.require(null) instanceof SupportEnrolled enrolled)) {
      throw Refusal.notFound("school.record-unknown");
    }
    models.of(KnownStudent.class, enrolled.student()).requireNotErased();
    LocalDate day = Objects.requireNonNullElse(sharedOn, today);
    List<LiaisonShared> shared =
        earlier.create(
            new LiaisonShared(
                liaison,
                enrolment,
                enrolled.student(),
                direction,
                note,
                day,
                Correction.reason(correction)),
            correction);
    if (day.isAfter(today)) {
      throw Refusal.invalid("sharedOn", "delivery.date-ahead");
    }
    if (!isInForce(enrolled, support.endedOn(), day)) {
      throw Refusal.conflictOn("sharedOn", "delivery.support-not-in-force");
    }
    return shared;
  }

  private static boolean isInForce(
      SupportEnrolled support, @Nullable LocalDate endedOn, LocalDate day) {
    LocalDate until = support.until();
    return !day.isBefore(support.from())
        && (until == null || !day.isAfter(until))
        && (endedOn == null || day.isBefore(endedOn));
  }
}
