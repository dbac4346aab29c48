package fr.jalons.planning.means;

import fr.jalons.events.MeansEvent.MeansAllocated;
import fr.jalons.events.MeansEvent.MeansKind;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * Hours or money are allocated for some days (S47).
 *
 * @param until the last day
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "AllocateMeans")
@Post("/api/means")
@Page(value = "/means/new", then = "/plan")
@Allowed(who = Who.DIRECTION, over = Over.SCHOOL)
public record AllocateMeans(
    RecordId means,
    RecordScope scope,
    @OfKind("VOLET") @Nullable RecordId volet,
    @NotNull MeansKind kind,
    @NotNull @Positive @Digits(integer = 8, fraction = 2) BigDecimal quantity,
    @NotNull LocalDate from,
    @NotNull LocalDate until,
    @Nullable Correction correction) {

  List<MeansAllocated> decide(
      @By("means") KnownRecord earlier, @By("volet") @Nullable KnownRecord part, LocalDate today) {
    List<MeansAllocated> events =
        earlier.create(
            new MeansAllocated(
                means,
                scope.school(),
                scope.structure(),
                scope.track(),
                volet,
                kind,
                quantity,
                from,
                until,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (until.isBefore(from)) {
      throw Refusal.invalid("until", "planning.end-before-start");
    }
    if (part != null) {
      part.requireNamed("volet", "VOLET", today);
    }
    return events;
  }
}
