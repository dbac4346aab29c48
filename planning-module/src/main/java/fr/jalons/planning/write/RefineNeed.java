package fr.jalons.planning.write;

import fr.jalons.events.NeedId;
import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PlanningEvent.NeedArea;
<<<<<<< HEAD
import fr.jalons.events.PlanningEvent.NeedClosed;
import fr.jalons.events.PlanningEvent.NeedDiagnosed;
import fr.jalons.events.PlanningEvent.NeedRefined;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
=======
import fr.jalons.events.PlanningEvent.NeedRefined;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
>>>>>>> main
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
<<<<<<< HEAD
import java.util.Map;
=======
>>>>>>> main
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
import org.springframework.web.bind.annotation.RestController;

/**
<<<<<<< HEAD
 * A need is described more precisely, after an interview or a test (S10).
 *
 * @param area as before, if left out
 * @param source as before, if left out
 * @param refinedOn today, if left out
=======
 * A teacher describes a need more precisely, after an interview or a test (S10). What is left out
 * stays as it was; without a day, it is today.
>>>>>>> main
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RefineNeed")
public record RefineNeed(
    @TargetEntityId NeedId need,
    @Nullable NeedArea area,
    String description,
    @Nullable String source,
    @Nullable LocalDate refinedOn) {

<<<<<<< HEAD
  /**
   * @param current the need as described last; its diagnosis counts as the first description
   */
  @DecisionModel(tag = Tags.NEED)
  record Need(@Nullable NeedRefined current, boolean closed) {
    Need() {
      this(null, false);
    }

    Need evolve(NeedDiagnosed event) {
      return new Need(
          new NeedRefined(
              event.need(),
              event.student(),
              event.area(),
              event.description(),
              event.source(),
              event.diagnosedOn()),
          closed);
    }

    Need evolve(NeedRefined event) {
      return new Need(event, closed);
    }

    Need evolve(NeedClosed event) {
      return new Need(current, true);
    }

    List<PlanningEvent> decide(RefineNeed command, LocalDate today) {
      if (current == null) {
        throw Refusal.notFound("planning.need-unknown");
      }
      if (closed) {
        throw Refusal.conflict("planning.need-closed");
      }
      LocalDate on = Objects.requireNonNullElse(command.refinedOn, today);
      if (on.isAfter(today)) {
        throw Refusal.invalid("refinedOn", "planning.date-ahead");
      }
      NeedRefined refined =
          new NeedRefined(
              command.need,
              current.student(),
              command.area == null ? current.area() : command.area,
              command.description,
              command.source == null ? current.source() : command.source,
              on);
      return saysTheSame(refined, current) ? List.of() : List.of(refined);
    }

    private static boolean saysTheSame(NeedRefined one, NeedRefined other) {
      return one.area() == other.area()
          && one.description().equals(other.description())
          && Objects.equals(one.source(), other.source());
    }
=======
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
>>>>>>> main
  }

  @Component
  static class Handler {
    private final Clock clock;

    Handler(Clock clock) {
      this.clock = clock;
    }

    @CommandHandler
<<<<<<< HEAD
    void handle(RefineNeed command, @InjectEntity Need need, EventAppender events) {
      events.append(need.decide(command, LocalDate.now(clock)));
=======
    void handle(RefineNeed command, @InjectEntity KnownNeed need, EventAppender events) {
      events.append(command.decide(need.open(), LocalDate.now(clock)));
>>>>>>> main
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
<<<<<<< HEAD
    ResponseEntity<Map<String, NeedId>> refine(
        @PathVariable NeedId need, @Valid @RequestBody Body body) {
      return commands
          .send(new RefineNeed(need, body.area, body.description, body.source, body.refinedOn))
          .ok(Map.of("id", need));
=======
    ResponseEntity<Void> refine(@PathVariable NeedId need, @Valid @RequestBody Body body) {
      return commands
          .send(new RefineNeed(need, body.area, body.description, body.source, body.refinedOn))
          .done();
>>>>>>> main
    }
  }
}
