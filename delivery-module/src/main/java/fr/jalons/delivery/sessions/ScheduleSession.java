package fr.jalons.delivery.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionEvent.SessionScheduled;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.CodeResolver;
import fr.jalons.school.KnownStructure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A session is planned for a class or group (S47). */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "ScheduleSession")
public record ScheduleSession(
    @TargetEntityId SessionId session,
    StructureId audience,
    String title,
    Instant start,
    int minutes,
    List<TeacherId> teachers,
    List<Nature> natures,
    List<NeedId> needs) {

  private static Refusal unknown(StructureId.Kind kind) {
    return kind == StructureId.Kind.CLASS
        ? Refusal.invalid("audience.class", "delivery.class-unknown")
        : Refusal.invalid("audience.group", "delivery.group-unknown");
  }

  private boolean describes(SessionScheduled planned) {
    return audience.equals(planned.audience())
        && title.equals(planned.title())
        && start.equals(planned.start())
        && minutes == planned.minutes()
        && Set.copyOf(teachers).equals(Set.copyOf(planned.teachers()))
        && Set.copyOf(natures).equals(planned.natures())
        && Set.copyOf(needs).equals(Set.copyOf(planned.needs()));
  }

  @DecisionModel(tag = Tags.SESSION)
  record Session(@Nullable SessionScheduled planned) {
    Session() {
      this(null);
    }

    Session evolve(SessionScheduled event) {
      return new Session(event);
    }

    boolean alreadyAsIn(ScheduleSession command) {
      if (planned != null && !command.describes(planned)) {
        throw Refusal.conflictOn("id", "delivery.session-id-taken");
      }
      return planned != null;
    }

    List<DeliveryEvent> decide(
        ScheduleSession command,
        List<StudentId> members,
        List<Teacher> teachers,
        List<Need> needs) {
      if (members.isEmpty()) {
        throw Refusal.conflictOn("audience", "delivery.audience-empty");
      }
      for (int i = 0; i < teachers.size(); i++) {
        if (!teachers.get(i).known()) {
          throw Refusal.invalid("teachers[" + i + "]", "delivery.teacher-unknown");
        }
      }
      for (int i = 0; i < needs.size(); i++) {
        needs.get(i).requireOpenAmong(members, "needIds[" + i + "]");
      }
      return List.of(
          new SessionScheduled(
              command.session,
              command.audience,
              command.title,
              command.start,
              command.minutes,
              command.teachers.stream().distinct().toList(),
              command.natures.stream()
                  .collect(Collectors.toCollection(() -> EnumSet.noneOf(Nature.class))),
              command.needs.stream().distinct().toList(),
              members));
    }
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(
        ScheduleSession command,
        @InjectEntity Session session,
        StateManager states,
        ProcessingContext context,
        EventAppender events) {
      if (session.alreadyAsIn(command)) {
        return;
      }
      Models models = new Models(states, context);
      LocalDate day = LocalDate.ofInstant(command.start, clock.getZone());
      KnownStructure audience = models.of(KnownStructure.class, command.audience);
      if (!audience.existsOn(day)) {
        throw unknown(command.audience.kind());
      }
      events.append(
          session.decide(
              command,
              audience.membersOn(day),
              models.ofEach(Teacher.class, command.teachers),
              models.ofEach(Need.class, command.needs)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;
    private final CodeResolver codes;
    private final Clock clock;

    Endpoint(Commands commands, CodeResolver codes, Clock clock) {
      this.commands = commands;
      this.codes = codes;
      this.clock = clock;
    }

    record Target(
        @JsonProperty("class") @Nullable String division,
        @Nullable String group,
        @Nullable SchoolId school) {}

    record Body(
        @Nullable SessionId id,
        @NotBlank @Size(max = 200) String title,
        @NotNull Target audience,
        @NotBlank String start,
        @NotNull @Min(1) @Max(600) Integer minutes,
        @Nullable @Size(max = 50) List<@NotNull TeacherId> teachers,
        @Nullable @Size(max = 50) List<@NotNull Nature> natures,
        @Nullable @Size(max = 200) List<@NotNull NeedId> needIds) {}

    @PostMapping("/api/sessions")
    ResponseEntity<Map<String, SessionId>> schedule(@Valid @RequestBody Body body) {
      SessionId session = commands.idOr(body.id, SessionId::new);
      Target target = body.audience;
      ClassOrGroup named =
          ClassOrGroup.of(target.division, target.group, target.school, "audience");
      Instant start = StartTime.read(body.start, clock.getZone());
      return commands
          .send(
              new ScheduleSession(
                  session,
                  meant(named, LocalDate.ofInstant(start, clock.getZone())),
                  body.title,
                  start,
                  body.minutes,
                  Objects.requireNonNullElse(body.teachers, List.of()),
                  Objects.requireNonNullElse(body.natures, List.of()),
                  Objects.requireNonNullElse(body.needIds, List.of())))
          .created("/api/sessions/" + session, Map.of("id", session));
    }

    private StructureId meant(ClassOrGroup named, LocalDate day) {
      return codes.structure(
          named.kind(),
          named.code(),
          named.school(),
          day,
          new CodeResolver.Refusals(
              () -> unknown(named.kind()),
              () -> Refusal.invalid("audience.school", "delivery.school-missing")));
    }
  }
}
