package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.ConflictResolved;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.identity.KnownPeople;
import fr.jalons.school.identity.KnownPeople.KnownConflict;
import fr.jalons.school.identity.StagedPeople;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An administrator tells whose the lines of a conflict are. Their numbers are those students' from
 * then on, and the next import brings the rest.
 *
 * @param lines students by the school's number of a line; null for somebody new
 */
@Command(namespace = SchoolEvent.NAMESPACE, name = "ResolveConflict")
record ResolveConflict(UUID conflict, SchoolId school, Map<String, @Nullable UUID> lines)
    implements Targeted {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public Target target() {
    return new Target("id", school);
  }

  /** What was resolved at a school. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Resolved(Set<UUID> conflicts) {
    Resolved() {
      this(Set.of());
    }

    Resolved evolve(ConflictResolved event) {
      Set<UUID> next = new HashSet<>(conflicts);
      next.add(event.conflict());
      return new Resolved(next);
    }
  }

  List<SchoolEvent> decide(Resolved resolved) {
    if (resolved.conflicts().contains(conflict)) {
      throw Refusal.conflict("roster.conflict-resolved");
    }
    return List.of(new ConflictResolved(school, conflict));
  }

  /** Exactly the lines of the conflict, and each of its students once at most. */
  private void requireFitting(KnownConflict known) {
    Set<UUID> chosen = new HashSet<>();
    boolean twice =
        lines.values().stream().anyMatch(student -> student != null && !chosen.add(student));
    if (twice
        || !known.conflict().numbers().equals(lines.keySet())
        || !Set.copyOf(known.conflict().students()).containsAll(chosen)) {
      throw Refusal.invalid("lines", "roster.conflict-lines");
    }
  }

  /** What the API and the page do alike. */
  @Component
  static class Resolutions {
    private final KnownPeople people;
    private final StagedPeople staged;
    private final RosterImports imports;
    private final Commands commands;
    private final ReadModels readModels;

    Resolutions(
        KnownPeople people,
        StagedPeople staged,
        RosterImports imports,
        Commands commands,
        ReadModels readModels) {
      this.people = people;
      this.staged = staged;
      this.imports = imports;
      this.commands = commands;
      this.readModels = readModels;
    }

    /** Records who is who, and answers when everybody can see it. */
    Receipt resolve(UUID id, Map<String, @Nullable UUID> lines) {
      SchoolId school = known(id).school();
      ResolveConflict command = new ResolveConflict(id, school, lines);
      commands.check(command);
      return imports.between(school, () -> resolve(command));
    }

    /** While no import is under way, which would look up people by numbers that move. */
    private Receipt resolve(ResolveConflict command) {
      KnownConflict known = known(command.conflict());
      if (known.resolved()) {
        throw Refusal.conflict("roster.conflict-resolved");
      }
      command.requireFitting(known);
      staged.stage(command.conflict(), command.lines());
      Receipt receipt = commands.send(command);
      if (!readModels.await(receipt.position(), PATIENCE)) {
        throw new QueryTimeoutException("the resolution is recorded, but not live yet");
      }
      return receipt;
    }

    private KnownConflict known(UUID id) {
      return people.conflict(id).orElseThrow(() -> Refusal.notFound("roster.conflict-unknown"));
    }
  }

  @RestController
  static class Endpoint {
    private final Resolutions resolutions;

    Endpoint(Resolutions resolutions) {
      this.resolutions = resolutions;
    }

    record Body(@Nullable Map<String, @Nullable UUID> lines) {}

    record Answer(UUID id) {}

    @PostMapping("/api/rosters/conflicts/{id}/resolution")
    @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
    ResponseEntity<Answer> resolve(@PathVariable UUID id, @RequestBody Body body) {
      return resolutions
          .resolve(id, body.lines() == null ? Map.of() : body.lines())
          .ok(new Answer(id));
    }
  }
}
