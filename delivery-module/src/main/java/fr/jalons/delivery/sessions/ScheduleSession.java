package fr.jalons.delivery.sessions;

import fr.jalons.delivery.actions.KnownAction;
import fr.jalons.delivery.actions.Need;
import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.PartnerEvent.PartnerEngaged;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SessionEvent;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionEvent.WeeklySessionsScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Named;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.platform.web.OnDayOf;
import fr.jalons.school.KnownStructure;
import fr.jalons.school.known.KnownPeriods;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownTeacher;
import fr.jalons.school.known.Scales;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A session is planned for a class or group (S47), as a part of an action if it names one. With a
 * partner it is an intervention (S13). Weekly, it is planned for every open week: all of them, or
 * none.
 *
 * @param natures those of its action if they are left out
 * @param plannedOn when it was agreed on: today if it is left out, or the day of the session if
 *     that is earlier
 * @param weeklyUntil the last day on which it is planned again; null for one session
 */
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
    @Named("needIds") @Size(max = 200) List<@NotNull NeedId> needs,
    @OfKind("ACTION") @Nullable RecordId action,
    @OfKind("PARTNER") @Size(max = 50) List<@NotNull RecordId> partners,
    @Nullable LocalDate plannedOn,
    @Nullable LocalDate weeklyUntil) {

  private static final String ACTION = "action";
  private static final String WEEKLY = "weeklyUntil";
  private static final int MOST = 40;
  private static final DateTimeFormatter AS_WRITTEN = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private Plan plan(@Nullable KnownAction whole) {
    return Plan.of(
        audience,
        title,
        start,
        minutes,
        teachers,
        natures.isEmpty() && whole != null && whole.sheet() != null
            ? whole.sheet().natures()
            : natures,
        needs);
  }

  @DecisionModel(tag = Tags.SESSION)
  record Session(
      @Nullable SessionScheduled planned, @Nullable LocalDate weeklyUntil, boolean withdrawn) {
    Session() {
      this(null, null, false);
    }

    Session evolve(SessionScheduled event) {
      return new Session(event, weeklyUntil, withdrawn);
    }

    Session evolve(WeeklySessionsScheduled event) {
      return new Session(planned, event.until(), withdrawn);
    }

    Session evolve(RecordWithdrawn event) {
      return new Session(planned, weeklyUntil, true);
    }

    boolean alreadyAsIn(ScheduleSession command, @Nullable KnownAction whole) {
      if (withdrawn) {
        throw KnownRecord.refuseWithdrawn();
      }
      if (planned != null
          && !(isSaidBy(command, whole, planned)
              && Objects.equals(command.weeklyUntil, weeklyUntil))) {
        throw Refusal.conflictOn("id", "delivery.session-id-taken");
      }
      return planned != null;
    }

    private static boolean isSaidBy(
        ScheduleSession command, @Nullable KnownAction whole, SessionScheduled planned) {
      return command.plan(whole).says(Plan.of(planned))
          && Objects.equals(command.action, planned.action())
          && Set.copyOf(command.partners).equals(Set.copyOf(planned.partners()))
          && (command.plannedOn == null || command.plannedOn.equals(planned.plannedOn()));
    }
  }

  List<SessionEvent> decide(
      Session earlier,
      @By("audience") KnownStructure group,
      @By("teachers") List<KnownTeacher> known,
      @By("needs") List<Need> calls,
      @By("action") @Nullable KnownAction whole,
      @By("partners") List<KnownRecord> helpers,
      Models models,
      Clock clock) {
    if (earlier.alreadyAsIn(this, whole)) {
      return List.of();
    }
    Circumstances around =
        new Circumstances(
            group,
            known,
            calls,
            whole,
            helpers,
            models,
            SchoolTime.today(clock, audience.school()));
    ZonedDateTime first = start.atZone(SchoolTime.zone(clock, audience.school()));
    SessionScheduled planned = planned(session, first, around);
    return weeklyUntil == null
        ? List.of(planned)
        : series(planned, weeks(first, weeklyUntil, models), weeklyUntil, around);
  }

  /** What each session of a series is checked against. */
  private record Circumstances(
      KnownStructure group,
      List<KnownTeacher> teachers,
      List<Need> calls,
      @Nullable KnownAction whole,
      List<KnownRecord> helpers,
      Models models,
      LocalDate today) {}

  private SessionScheduled planned(SessionId id, ZonedDateTime at, Circumstances around) {
    LocalDate day = at.toLocalDate();
    if (!around.group.existsOn(day)) {
      throw AudienceReading.unknown(audience.kind(), "audience");
    }
    List<StudentId> members = around.group.membersOn(day);
    if (members.isEmpty()) {
      throw Refusal.conflictOn("audience", "delivery.audience-empty");
    }
    Plan.requireKnown(around.teachers);
    for (int i = 0; i < around.calls.size(); i++) {
      around.calls.get(i).requireOpenAmong(members, "needIds[" + i + "]");
    }
    if (around.whole != null) {
      requireOpenFor(around.whole, around.models);
    }
    KnownRecord.requireNamed(around.helpers, "partners", "PARTNER", day);
    requireAgreed(around.helpers, day);
    if (plannedOn != null && plannedOn.isAfter(around.today)) {
      throw Refusal.invalid("plannedOn", "delivery.date-ahead");
    }
    Plan plan = plan(around.whole);
    return new SessionScheduled(
        id,
        audience,
        title,
        at.toInstant(),
        minutes,
        plan.teachers(),
        plan.natures(),
        plan.needs(),
        members,
        action,
        partners.stream().distinct().toList(),
        plannedOn == null ? earlier(around.today, day) : plannedOn);
  }

  /**
   * At the same hour every week.
   *
   * @param open when there is a session
   * @param closed days without one
   */
  private record Weeks(List<ZonedDateTime> open, List<LocalDate> closed) {}

  private Weeks weeks(ZonedDateTime first, LocalDate until, Models models) {
    if (until.isBefore(first.toLocalDate())) {
      throw Refusal.invalid(WEEKLY, "delivery.series-ends-before");
    }
    List<PeriodScheduled> closing = closing(models);
    List<ZonedDateTime> open = new ArrayList<>();
    List<LocalDate> closed = new ArrayList<>();
    for (ZonedDateTime at = first; !at.toLocalDate().isAfter(until); at = at.plusWeeks(1)) {
      LocalDate day = at.toLocalDate();
      if (closing.stream()
          .anyMatch(one -> !day.isBefore(one.from()) && !day.isAfter(one.until()))) {
        closed.add(day);
      } else {
        open.add(at);
      }
      if (open.size() > MOST) {
        throw Refusal.invalid(WEEKLY, "delivery.series-too-long", MOST);
      }
    }
    if (closed.contains(first.toLocalDate())) {
      throw Refusal.conflictOn("start", "delivery.series-begins-closed");
    }
    return new Weeks(open, closed);
  }

  /** Holidays, and placements of everybody in the audience. */
  private List<PeriodScheduled> closing(Models models) {
    KnownPeriods calendar = models.of(KnownPeriods.class, audience.school());
    Scales scales = new Scales(models);
    return Stream.concat(
            calendar.of(PeriodKind.HOLIDAY).stream(),
            calendar.of(PeriodKind.PLACEMENT).stream()
                .filter(
                    one -> scales.covers(Objects.requireNonNull(RecordScope.of(one)), audience)))
        .toList();
  }

  private List<SessionEvent> series(
      SessionScheduled first, Weeks weeks, LocalDate until, Circumstances around) {
    List<SessionId> ids = weeks.open.stream().map(this::ofWeek).toList();
    List<Session> taken = around.models.ofEach(Session.class, ids.subList(1, ids.size()));
    List<SessionEvent> events = new ArrayList<>();
    events.add(first);
    for (int i = 1; i < ids.size(); i++) {
      ZonedDateTime at = weeks.open.get(i);
      try {
        if (taken.get(i - 1).planned != null) {
          throw Refusal.conflictOn("id", "delivery.session-id-taken");
        }
        events.add(planned(ids.get(i), at, around));
      } catch (Refusal refused) {
        List<Fault> faults = new ArrayList<>(refused.faults());
        faults.add(Fault.of(WEEKLY, "delivery.series-week", AS_WRITTEN.format(at)));
        throw new Refusal(refused.kind(), faults);
      }
    }
    events.add(new WeeklySessionsScheduled(session, audience, until, ids, weeks.closed));
    return List.copyOf(events);
  }

  private SessionId ofWeek(ZonedDateTime at) {
    return at.toInstant().equals(start) ? session : ofWeek(session, at.toLocalDate());
  }

  /** A later session of a series: the same whenever the same series is sent. */
  static SessionId ofWeek(SessionId first, LocalDate day) {
    String name = "week:" + first + ':' + day;
    return new SessionId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** Where there is an agreement with a partner, it covers the day. */
  private static void requireAgreed(List<KnownRecord> helpers, LocalDate day) {
    for (int i = 0; i < helpers.size(); i++) {
      if (helpers.get(i).latest() instanceof PartnerEngaged partner
          && (partner.conventionFrom() != null && day.isBefore(partner.conventionFrom())
              || partner.conventionUntil() != null && day.isAfter(partner.conventionUntil()))) {
        throw Refusal.conflictOn("partners[" + i + "]", "delivery.partner-not-agreed");
      }
    }
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return other.isBefore(one) ? other : one;
  }

  /** An action that goes on, whose sheet is complete, and that concerns the audience. */
  private void requireOpenFor(KnownAction whole, Models models) {
    whole.requireNamed(ACTION);
    if (whole.isClosed()) {
      throw Refusal.conflictOn(ACTION, "delivery.action-closed");
    }
    List<String> missing = whole.missing();
    if (!missing.isEmpty()) {
      throw Refusal.conflictOn(ACTION, "delivery.action-lacks-" + missing.getFirst());
    }
    if (!new Scales(models).overlap(whole.scope(), RecordScope.of(audience))) {
      throw Refusal.conflictOn(ACTION, "delivery.action-elsewhere");
    }
  }
}
