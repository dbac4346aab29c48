package fr.jalons.planning.write;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PlanningEvent.PositioningRecorded;
import fr.jalons.events.PlanningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import jakarta.validation.Valid;
<<<<<<< HEAD
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
=======
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
>>>>>>> main
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

<<<<<<< HEAD
/**
 * A student took a positioning test (S10): {@code score} out of {@code maximum}, in points. There
 * is one test of a subject a day.
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RecordPositioning")
public record RecordPositioning(
    @TargetEntityId PositioningId positioning,
    StudentId student,
=======
/** The result of a positioning test (S10): points out of a maximum, at most two decimals. */
@Command(namespace = PlanningEvent.NAMESPACE, name = "RecordPositioning")
public record RecordPositioning(
    PositioningId positioning,
    @TargetEntityId StudentId student,
>>>>>>> main
    PositioningSubject subject,
    LocalDate takenOn,
    BigDecimal score,
    BigDecimal maximum) {
<<<<<<< HEAD
  private static final BigDecimal HIGHEST_MAXIMUM = BigDecimal.valueOf(1000);
  private static final int DECIMALS = 2;

  private PositioningRecorded checked(LocalDate today) {
    if (takenOn.isAfter(today)) {
      throw Refusal.invalid("takenOn", "planning.date-ahead");
    }
    if (maximum.signum() <= 0 || maximum.compareTo(HIGHEST_MAXIMUM) > 0) {
      throw Refusal.invalid("maximum", "planning.maximum-out-of-range", HIGHEST_MAXIMUM);
    }
    if (score.signum() < 0 || score.compareTo(maximum) > 0) {
      throw Refusal.invalid("score", "planning.score-out-of-range");
    }
    return new PositioningRecorded(
        positioning, student, subject, takenOn, points("score", score), points("maximum", maximum));
  }

  /** The same number always in the same form, so that it is recognised. */
  private static BigDecimal points(String field, BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    if (shortest.scale() > DECIMALS) {
      throw Refusal.invalid(field, "planning.too-many-decimals", DECIMALS);
    }
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** The test under this identifier. */
  @DecisionModel(tag = Tags.POSITIONING)
  record Positioning(@Nullable PositioningRecorded recorded) {
    Positioning() {
      this(null);
    }

    Positioning evolve(PositioningRecorded event) {
      return new Positioning(event);
    }

    List<PlanningEvent> decide(RecordPositioning command, Tests tests, LocalDate today) {
      PositioningRecorded wanted = command.checked(today);
      if (wanted.equals(recorded)) {
        return List.of();
      }
      if (recorded != null) {
        throw Refusal.conflictOn("id", "planning.positioning-id-taken");
      }
      if (tests.include(command.subject, command.takenOn)) {
        throw Refusal.conflictOn("takenOn", "planning.positioning-known");
      }
      return List.of(wanted);
    }
  }

  /** The tests the student has taken. */
=======

  /** The tests a student has taken: one of each subject a day. */
>>>>>>> main
  @DecisionModel(tag = Tags.STUDENT)
  record Tests(List<PositioningRecorded> taken) {
    Tests() {
      this(List.of());
    }

    Tests evolve(PositioningRecorded event) {
<<<<<<< HEAD
      return new Tests(Stream.concat(taken.stream(), Stream.of(event)).toList());
    }

    boolean include(PositioningSubject subject, LocalDate day) {
      return taken.stream()
          .anyMatch(test -> test.subject() == subject && test.takenOn().equals(day));
=======
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
          taken.stream()
              .filter(t -> t.subject() == command.subject && t.takenOn().equals(command.takenOn))
              .findFirst();
      if (earlier.isPresent()) {
        if (sameResult(earlier.get(), command)) {
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
              command.score,
              command.maximum));
    }

    private static boolean sameResult(PositioningRecorded one, RecordPositioning other) {
      return one.score().compareTo(other.score) == 0 && one.maximum().compareTo(other.maximum) == 0;
>>>>>>> main
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
<<<<<<< HEAD
        @InjectEntity Positioning positioning,
        @InjectEntity(idProperty = "student") Enrolment enrolment,
        @InjectEntity(idProperty = "student") Tests tests,
        EventAppender events) {
      enrolment.requireKnown();
      events.append(positioning.decide(command, tests, LocalDate.now(clock)));
=======
        @InjectEntity Tests tests,
        @InjectEntity Enrolment enrolment,
        EventAppender events) {
      enrolment.requireKnown();
      events.append(tests.decide(command, LocalDate.now(clock)));
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
        @Nullable PositioningId id,
        @NotNull PositioningSubject subject,
        @NotNull LocalDate takenOn,
<<<<<<< HEAD
        @NotNull BigDecimal score,
        @NotNull BigDecimal maximum) {

      /** As there is one test of a subject a day, entering it twice means the same one. */
      private PositioningId idFor(StudentId student) {
        return id != null
            ? id
            : new PositioningId(
                UUID.nameUUIDFromBytes(
                    (student + ":" + subject + ":" + takenOn).getBytes(StandardCharsets.UTF_8)));
      }
    }
=======
        @NotNull @PositiveOrZero @Digits(integer = 4, fraction = 2) BigDecimal score,
        @NotNull @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2) BigDecimal maximum) {}
>>>>>>> main

    @PostMapping("/api/students/{student}/positionings")
    ResponseEntity<Map<String, PositioningId>> enter(
        @PathVariable StudentId student, @Valid @RequestBody Body body) {
<<<<<<< HEAD
      PositioningId positioning = body.idFor(student);
=======
      PositioningId positioning = commands.idOr(body.id, PositioningId::new);
>>>>>>> main
      return commands
          .send(
              new RecordPositioning(
                  positioning, student, body.subject, body.takenOn, body.score, body.maximum))
<<<<<<< HEAD
          .created(
              "/api/students/" + student + "/positionings/" + positioning,
              Map.of("id", positioning));
=======
          .created("/api/students/" + student + "/history", Map.of("id", positioning));
>>>>>>> main
    }
  }
}
