package fr.jalons.delivery.sessions;

import fr.jalons.delivery.actions.Need;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionChanged;
import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.IfMatch;
import fr.jalons.marks.Named;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.KnownStructure;
import fr.jalons.school.known.KnownTeacher;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A planned session is moved, or planned otherwise (S47). It says all that is planned, as at the
 * planning; only the audience stays. A need that was named before may stay, whatever came of it.
 *
 * @param version the version it is based on, or null for any
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "ChangeSession")
@Post(value = "/api/sessions/{session}/changes", echoes = true)
@Page(value = "/sessions/{session}/changes", then = "/sessions/{session}")
@Allowed(who = Who.TEAM, over = Over.SESSION)
public record ChangeSession(
    SessionId session,
    @NotBlank @Size(max = 200) String title,
    @NotNull Instant start,
    @NotNull @Min(1) @Max(600) int minutes,
    @Size(max = 50) List<@NotNull TeacherId> teachers,
    @Size(max = 50) List<@NotNull Nature> natures,
    @Named("needIds") @Size(max = 200) List<@NotNull NeedId> needs,
    @IfMatch @Nullable Integer version) {

  List<SessionChanged> decide(
      SessionLifecycle known,
      @By("teachers") List<KnownTeacher> leaders,
      @By("needs") List<Need> calls,
      Models models,
      Clock clock) {
    Plan before = known.requireOpen(version);
    Plan after = Plan.of(before.audience(), title, start, minutes, teachers, natures, needs);
    if (after.says(before)) {
      return List.of();
    }
    ZoneId zone = SchoolTime.zone(clock, before.audience().school());
    KnownStructure group = models.of(KnownStructure.class, before.audience());
    LocalDate day = after.day(zone);
    List<StudentId> members = group.existsOn(day) ? group.membersOn(day) : List.of();
    if (members.isEmpty()) {
      throw Refusal.conflictOn("start", "delivery.audience-empty");
    }
    Plan.requireKnown(leaders);
    for (int i = 0; i < calls.size(); i++) {
      if (!before.needs().contains(needs.get(i))) {
        calls.get(i).requireOpenAmong(members, "needIds[" + i + "]");
      }
    }
    return List.of(
        new SessionChanged(
            session,
            before.audience(),
            title,
            start,
            minutes,
            after.teachers(),
            after.natures(),
            after.needs(),
            Stream.concat(group.membersOn(before.day(zone)).stream(), members.stream())
                .distinct()
                .toList()));
  }
}
