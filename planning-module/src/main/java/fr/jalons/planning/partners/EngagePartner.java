package fr.jalons.planning.partners;

import fr.jalons.events.PartnerEvent.PartnerEngaged;
import fr.jalons.events.PartnerEvent.PartnerKind;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.Titles;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * An organisation takes part in AP (S13). Of those that do, names differ.
 *
 * @param engagedOn today if it is left out
 * @param conventionFrom the first day of the agreement with it
 * @param conventionUntil its last day; null without end
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "EngagePartner")
@Post("/api/partners")
@Page(value = "/partners/new", then = "/partners")
@Allowed(who = Who.STAFF_WRITING, over = Over.SCHOOL)
public record EngagePartner(
    RecordId partner,
    ThisSchool school,
    @NotBlank @Size(max = 200) String name,
    @NotNull PartnerKind kind,
    @Happened @Nullable LocalDate engagedOn,
    @Nullable LocalDate conventionFrom,
    @Nullable LocalDate conventionUntil,
    @Nullable Correction correction) {

  /** The names of a school's partners. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Partners(Titles names) {
    Partners() {
      this(Titles.NONE);
    }

    Partners evolve(PartnerEngaged event) {
      return new Partners(names.with(event.partner(), event.name()));
    }

    Partners evolve(RecordWithdrawn event) {
      return new Partners(names.without(event.record()));
    }

    Partners evolve(RecordEnded event) {
      return new Partners(names.until(event.record(), event.endedOn()));
    }
  }

  List<PartnerEngaged> decide(
      @By("partner") KnownRecord earlier, @By("school.id") Partners others, LocalDate today) {
    LocalDate day = Objects.requireNonNullElse(engagedOn, today);
    List<PartnerEngaged> events =
        earlier.create(
            new PartnerEngaged(
                partner,
                school.id(),
                name,
                kind,
                day,
                conventionFrom,
                conventionUntil,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("engagedOn", "planning.date-ahead");
    }
    if (others.names.has(name, partner, today)) {
      throw Refusal.conflictOn("name", "planning.partner-engaged");
    }
    if (conventionUntil != null
        && (conventionFrom == null || conventionUntil.isBefore(conventionFrom))) {
      throw Refusal.invalid("conventionUntil", "planning.convention-days");
    }
    return events;
  }
}
