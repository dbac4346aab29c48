package fr.jalons.planning.positioning;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PositioningEvent.PositioningRecorded;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** The result of a positioning test (S10): points out of a maximum, at most two decimals. */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RecordPositioning")
public record RecordPositioning(
    PositioningId positioning,
    @TargetEntityId StudentId student,
    PositioningSubject subject,
    LocalDate takenOn,
    BigDecimal score,
    BigDecimal maximum) {

  private boolean isSameTestAs(PositioningRecorded test) {
    return test.student().equals(student)
        && test.subject() == subject
        && test.takenOn().equals(takenOn);
  }

  private boolean says(PositioningRecorded test) {
    return test.positioning().equals(positioning)
        && test.score().compareTo(score) == 0
        && test.maximum().compareTo(maximum) == 0;
  }

  /** Without superfluous zeros, of which a client may have sent a billion. */
  private static BigDecimal shortest(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** The test under one identifier. */
  @DecisionModel(tag = Tags.POSITIONING)
  record Test(@Nullable PositioningRecorded recorded) {
    Test() {
      this(null);
    }

    Test evolve(PositioningRecorded event) {
      return new Test(event);
    }

    void requireFreeFor(RecordPositioning command) {
      if (recorded != null && !command.isSameTestAs(recorded)) {
        throw Refusal.conflictOn("id", "planning.positioning-id-taken");
      }
    }
  }

  /** The tests a student has taken: one of each subject a day. */
  @DecisionModel(tag = Tags.STUDENT)
  record Tests(List<PositioningRecorded> taken) {
    Tests() {
      this(List.of());
    }

    Tests evolve(PositioningRecorded event) {
      List<PositioningRecorded> more = new ArrayList<>(taken);
      more.add(event);
      return new Tests(List.copyOf(more));
    }

    List<PlanningEvent> decide(RecordPositioning command, LocalDate today) {
      if (command.score.compareTo(command.maximum) > 0) {
        throw Refusal.invalid("score", "planning.score-over-maximum");
      }
      if (command.takenOn.isAfter(today)) {
        throw Refusal.invalid("takenOn", "planning.date-ahead");
      }
      Optional<PositioningRecorded> earlier =
          taken.stream().filter(command::isSameTestAs).findFirst();
      if (earlier.isPresent()) {
        if (command.says(earlier.get())) {
          return List.of();
        }
        throw Refusal.conflictOn("takenOn", "planning.positioning-twice");
      }
      return List.of(
          new PositioningRecorded(
              command.positioning,
              command.student,
              command.subject,
              command.takenOn,
              shortest(command.score),
              shortest(command.maximum)));
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
        RecordPositioning command,
        @InjectEntity(idProperty = "positioning") Test test,
        @InjectEntity Tests tests,
        @InjectEntity KnownStudent known,
        EventAppender events) {
      known.requireKnown("planning.student-unknown");
      test.requireFreeFor(command);
      events.append(tests.decide(command, LocalDate.now(clock)));
    }
  }

  @RestController
  static class Endpoint {
    private final Commands commands;

    Endpoint(Commands commands) {
      this.commands = commands;
    }

    record Body(
        @Nullable PositioningId id,
        @NotNull PositioningSubject subject,
        @NotNull LocalDate takenOn,
        @NotNull @PositiveOrZero @Digits(integer = 4, fraction = 2) BigDecimal score,
        @NotNull @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2) BigDecimal maximum) {

      /** There is one test of a subject a day, so that one entered twice is the same. */
      private String test(StudentId student) {
        return "positioning:" + student + ":" + subject + ":" + takenOn;
      }
    }

    @PostMapping("/api/students/{student}/positionings")
    ResponseEntity<Map<String, PositioningId>> record(
        @PathVariable StudentId student, @Valid @RequestBody Body body) {
      PositioningId positioning =
          body.id == null
              ? commands.idOf(body.test(student), PositioningId::new)
              : commands.idOr(body.id, PositioningId::new);
      return commands
          .send(
              new RecordPositioning(
                  positioning, student, body.subject, body.takenOn, body.score, body.maximum))
          .created("/api/students/" + student + "/history", Map.of("id", positioning));
    }
  }
}
