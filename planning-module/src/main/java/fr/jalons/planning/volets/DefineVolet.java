package fr.jalons.planning.volets;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.events.VoletEvent.VoletDefined;
import fr.jalons.events.VoletEvent.VoletKind;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
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
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** A part of the school's scheme of AP is defined (S2). Of those in force, titles differ. */
@Command(namespace = PlanningEvent.NAMESPACE, name = "DefineVolet")
@Post("/api/volets")
@Page(value = "/volets/new", then = "/plan")
@Allowed(who = Who.DIRECTION, over = Over.SCHOOL)
public record DefineVolet(
    RecordId volet,
    ThisSchool school,
    @NotNull VoletKind kind,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 2000) String description,
    @Nullable @Positive @Digits(integer = 4, fraction = 2) BigDecimal hoursPerStudent,
    @Nullable Correction correction) {

  /** The titles of a school's volets. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Volets(Titles titles) {
    Volets() {
      this(Titles.NONE);
    }

    Volets evolve(VoletDefined event) {
      return new Volets(titles.with(event.volet(), event.title()));
    }

    Volets evolve(RecordWithdrawn event) {
      return new Volets(titles.without(event.record()));
    }

    Volets evolve(RecordEnded event) {
      return new Volets(titles.until(event.record(), event.endedOn()));
    }
  }

  List<VoletDefined> decide(
      @By("volet") KnownRecord earlier, @By("school.id") Volets others, LocalDate today) {
    List<VoletDefined> events =
        earlier.create(
            new VoletDefined(
                volet,
                school.id(),
                kind,
                title,
                description,
                hoursPerStudent,
                Correction.reason(correction)),
            correction);
    if (!events.isEmpty() && others.titles.has(title, volet, today)) {
      throw Refusal.conflictOn("title", "planning.volet-title-taken");
    }
    return events;
  }
}
