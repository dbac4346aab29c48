package fr.jalons.planning.meetings;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.MeetingEvent.MeetingHeld;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.commands.Reserved;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownTeacher;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A body of the school has met (S5, S46). The direction alone records what the pedagogical council
 * and the governing board did.
 *
 * @param others how many sat there besides the teachers who are named; nobody if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "HoldMeeting")
@Post("/api/meetings")
@Page(value = "/meetings/new", then = "/meetings")
@Allowed(who = Who.STAFF_WRITING, over = Over.SCHOOL)
public record HoldMeeting(
    RecordId meeting,
    RecordScope scope,
    @NotNull Body body,
    @Nullable @Size(max = 200) String title,
    @Happened @NotNull LocalDate heldOn,
    @NotNull @Min(1) @Max(600) int minutes,
    @Size(max = 200) List<@NotNull TeacherId> teachers,
    @Nullable @Min(0) @Max(200) Integer others,
    @Nullable @Size(max = 2000) String agenda,
    @Nullable Correction correction)
    implements Reserved {
  private static final Set<Body> COUNCILS =
      EnumSet.of(Body.PEDAGOGICAL_COUNCIL, Body.GOVERNING_BOARD);

  @Override
  public @Nullable Reservation reservation() {
    return COUNCILS.contains(body) ? new Reservation("body", Who.DIRECTION) : null;
  }

  List<MeetingHeld> decide(
      @By("meeting") KnownRecord earlier,
      @By("teachers") List<KnownTeacher> present,
      LocalDate today) {
    List<MeetingHeld> events =
        earlier.create(
            new MeetingHeld(
                meeting,
                scope.school(),
                scope.structure(),
                scope.track(),
                body,
                title,
                heldOn,
                minutes,
                teachers,
                Objects.requireNonNullElse(others, 0),
                agenda,
                Correction.reason(correction)),
            correction);
    if (events.isEmpty()) {
      return events;
    }
    if (heldOn.isAfter(today)) {
      throw Refusal.invalid("heldOn", "planning.date-ahead");
    }
    if (COUNCILS.contains(body) && scope.scale() != Scale.SCHOOL) {
      throw Refusal.conflictOn("scope", "planning.council-of-school");
    }
    for (int i = 0; i < present.size(); i++) {
      present.get(i).require("teachers[" + i + ']');
    }
    if (teachers.isEmpty() && (others == null || others == 0)) {
      throw Refusal.invalid("teachers", "planning.nobody-met");
    }
    return events;
  }
}
