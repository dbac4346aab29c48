package fr.jalons.planning.meetings;

import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.MeetingEvent.MinutesPublished;
import fr.jalons.events.PlanningEvent;
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
import fr.jalons.school.known.KnownAnswers;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of a meeting are published (S5), once.
 *
 * @param publishedOn today if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "PublishMinutes")
@Post("/api/meetings/{meeting}/minutes")
@Page(value = "/meetings/{meeting}/minutes", then = "/meetings")
@Allowed(who = Who.STAFF_WRITING, over = Over.RECORD)
public record PublishMinutes(
    RecordId minutes,
    RecordId meeting,
    @NotBlank @Size(max = 8000) String text,
    @Size(max = 20) List<@NotBlank @Size(max = 500) String> decisions,
    @Happened @Nullable LocalDate publishedOn,
    @Nullable Correction correction) {

  List<MinutesPublished> decide(
      @By("minutes") KnownRecord earlier,
      @By("meeting") KnownRecord known,
      @By("meeting") KnownAnswers answers,
      LocalDate today) {
    MeetingHeld held = known.parent(MeetingHeld.class, today, correction);
    LocalDate day = Objects.requireNonNullElse(publishedOn, today);
    List<MinutesPublished> events =
        earlier.create(
            new MinutesPublished(
                minutes,
                meeting,
                held.school(),
                held.structure(),
                held.track(),
                text,
                decisions,
                day,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("publishedOn", "planning.date-ahead");
    }
    answers.requireNoOther("MINUTES", minutes, "planning.minutes-published");
    if (day.isBefore(held.heldOn())) {
      throw Refusal.invalid("publishedOn", "planning.before-meeting");
    }
    return events;
  }
}
