package fr.jalons.planning.needs;

import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedRefined;
import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Version;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * A teacher describes a need more precisely, after an interview or a test (S10). What is left out
 * stays as it was; without a day, it is today.
 *
 * @param version the version it is based on, or null for any
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RefineNeed")
public record RefineNeed(
    @TargetEntityId NeedId need,
    @Nullable NeedArea area,
    String description,
    @Nullable String source,
    @Nullable LocalDate refinedOn,
    @Nullable Integer version) {

  List<PlanningEvent> decide(KnownNeed.Described known, LocalDate today) {
    NeedArea newArea = Objects.requireNonNullElse(area, known.area());
    String newSource = source == null ? known.source() : source;
    LocalDate day = Objects.requireNonNullElse(refinedOn, today);
    if (newArea == known.area()
        && description.equals(known.description())
        && Objects.equals(newSource, known.source())) {
      return List.of();
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("refinedOn", "planning.date-ahead");
    }
    if (day.isBefore(known.since())) {
      throw Refusal.invalid("refinedOn", "planning.refined-before-described");
    }
    return List.of(new NeedRefined(need, known.student(), newArea, description, newSource, day));
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
    void handle(RefineNeed command, @InjectEntity KnownNeed need, EventAppender events) {
      events.append(command.decide(need.open(command.version), LocalDate.now(clock)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(
        @Nullable NeedArea area,
        @NotBlank @Size(max = 2000) String description,
        @Nullable @Size(max = 200) String source,
        @Nullable LocalDate refinedOn) {}

    @PostMapping("/api/needs/{need}/refinements")
    ResponseEntity<Void> refine(
        @PathVariable NeedId need,
        @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
        @Valid @RequestBody Body body) {
      return commands
          .send(
              new RefineNeed(
                  need,
                  body.area,
                  body.description,
                  body.source,
                  body.refinedOn,
                  Version.wanted(ifMatch)))
          .done();
    }
  }
}
