package fr.jalons.planning.axes;

import fr.jalons.events.AxisEvent.AxisSource;
import fr.jalons.events.AxisEvent.StrategicAxisDefined;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordEvent.RecordEnded;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** A strategic axis of the school is defined (S3). Of those in force, titles differ. */
@Command(namespace = PlanningEvent.NAMESPACE, name = "DefineStrategicAxis")
@Post("/api/strategic-axes")
@Page(value = "/strategic-axes/new", then = "/plan")
@Allowed(who = Who.DIRECTION, over = Over.SCHOOL)
public record DefineStrategicAxis(
    RecordId axis,
    ThisSchool school,
    @NotNull AxisSource source,
    @NotBlank @Size(max = 200) String title,
    @Nullable @Size(max = 2000) String description,
    @Nullable Correction correction) {

  /** The titles of a school's axes. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Axes(Titles titles) {
    Axes() {
      this(Titles.NONE);
    }

    Axes evolve(StrategicAxisDefined event) {
      return new Axes(titles.with(event.axis(), event.title()));
    }

    Axes evolve(RecordWithdrawn event) {
      return new Axes(titles.without(event.record()));
    }

    Axes evolve(RecordEnded event) {
      return new Axes(titles.until(event.record(), event.endedOn()));
    }
  }

  List<StrategicAxisDefined> decide(
      @By("axis") KnownRecord earlier, @By("school.id") Axes others, LocalDate today) {
    List<StrategicAxisDefined> events =
        earlier.create(
            new StrategicAxisDefined(
                axis, school.id(), source, title, description, Correction.reason(correction)),
            correction);
    if (!events.isEmpty() && others.titles.has(title, axis, today)) {
      throw Refusal.conflictOn("title", "planning.axis-title-taken");
    }
    return events;
  }
}
