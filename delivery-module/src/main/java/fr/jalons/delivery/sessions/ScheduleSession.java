package fr.jalons.delivery.sessions;

import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Named;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.web.OnDayOf;
import fr.jalons.school.KnownStructure;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/** A session is planned for a class or group (S47). */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "ScheduleSession")
@Post(value = "/api/sessions", location = "/api/sessions/{id}")
@Page(value = "/sessions/new", then = "/sessions/{session}")
@Allowed(who = Who.TEAM, over = Over.SCHOOL, by = "audience")
public record ScheduleSession(
    SessionId session,
    @NotNull @OnDayOf("start") StructureId audience,
    @NotBlank @Size(max = 200) String title,
    @NotNull Instant start,
    @NotNull @Min(1) @Max(600) int minutes,
    @Size(max = 50) List<@NotNull TeacherId> teachers,
    @Size(max = 50) List<@NotNull Nature> natures,
    @Named("needIds") @Size(max = 200) List<@NotNull NeedId> needs) {

  private Plan plan() {
    return Plan.of(audience, title, start, minutes, teachers, natures, needs);
  }

  @DecisionModel(tag = Tags.SESSION)
  record Session(@Nullable SessionScheduled planned, boolean withdrawn) {
    Session() {
      this(null, false);
    }

    Session evolve(SessionScheduled event) {
      return new Session(event, withdrawn);
    }

    Session evolve(RecordWithdrawn event) {
      return new Session(planned, true);
    }

    boolean alreadyAsIn(ScheduleSession command) {
      if (withdrawn) {
        throw KnownRecord.refuseWithdrawn();
      }
      if (planned != null && !command.plan().says(Plan.of(planned))) {
        throw Refusal.conflictOn("id", "delivery.session-id-taken");
      }
      return planned != null;
    }
  }

  List<SessionScheduled> decide(
      Session earlier,
      @By("audience") KnownStructure group,
      @By("teachers") List<Teacher> known,
      @By("needs") List<Need> calls,
      Clock clock) {
    if (earlier.alreadyAsIn(this)) {
      return List.of();
    }
    LocalDate day = LocalDate.ofInstant(start, clock.getZone());
    if (!group.existsOn(day)) {
      throw AudienceReading.unknown(audience.kind(), "audience");
    }
    List<StudentId> members = group.membersOn(day);
    if (members.isEmpty()) {
      throw Refusal.conflictOn("audience", "delivery.audience-empty");
    }
    Plan.requireKnown(known);
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).requireOpenAmong(members, "needIds[" + i + "]");
    }
    Plan plan = plan();
    return List.of(
        new SessionScheduled(
            session,
            audience,
            title,
            start,
            minutes,
            plan.teachers(),
            plan.natures(),
            plan.needs(),
            members));
  }
}
