package fr.jalons.school.importroster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.time.SchoolTime;
import fr.jalons.school.roster.Hints;
import fr.jalons.school.roster.RosterFile;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.annotation.InjectEntity;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * A school's roster is brought up to what its files say: all of it, or nothing.
 *
 * @param content digest of the files; what an idempotency key stands for, unlike the roster, whose
 *     new ids differ each time
 * @param confirmed what may be meant but hardly ever is, and is meant
 */
@Command(namespace = SchoolEvent.NAMESPACE, name = "ImportRoster")
public record ImportRoster(
    ImportId importId,
    @TargetEntityId SchoolId school,
    String content,
    Set<Confirmation> confirmed,
    @JsonIgnore RosterById roster)
    implements Targeted {

  @Override
  public Target target() {
    return new Target("files", school);
  }

  @Component
  static class Handler {
    private final Clock clock;
    private final double share;
    private final int fewest;

    Handler(
        Clock clock,
        @Value("${jalons.roster.leaving-share:0.1}") double share,
        @Value("${jalons.roster.leaving-fewest:3}") int fewest) {
      this.clock = clock;
      this.share = share;
      this.fewest = fewest;
    }

    @CommandHandler
    void handle(
        ImportRoster command,
        @InjectEntity SchoolRoster known,
        StateManager states,
        ProcessingContext context,
        EventAppender events) {
      Outcome outcome = known.decide(command, around(command.school(), states, context));
      outcome.doubts().requireConfirmed(command.confirmed());
      events.append(outcome.events());
    }

    /** What the import would lead to; nothing comes of it. */
    CompletableFuture<Outcome> preview(
        ImportRoster command, StateManager states, ProcessingContext context) {
      return states
          .loadEntity(SchoolRoster.class, command.school(), context)
          .thenApply(known -> known.decide(command, around(command.school(), states, context)));
    }

    private Circumstances around(SchoolId school, StateManager states, ProcessingContext context) {
      ZoneId zone = SchoolTime.zone(clock, school);
      return new Circumstances(
          SchoolTime.today(clock, school),
          student -> attended(student, zone, states, context),
          structure -> states.loadEntity(Planned.class, structure, context).join().days(zone),
          share,
          fewest);
    }

    private NavigableSet<LocalDate> attended(
        StudentId student, ZoneId zone, StateManager states, ProcessingContext context) {
      return states
          .loadEntity(Attended.class, student, context)
          .join()
          .days(
              student,
              zone,
              session -> states.loadEntity(Attended.Session.class, session, context).join());
    }
  }

  @RestController
  static class Endpoint {
    private final RosterImports imports;

    Endpoint(RosterImports imports) {
      this.imports = imports;
    }

    @PostMapping(path = "/api/rosters", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Allowed(who = Who.OPERATORS, over = Over.SCHOOL, records = true)
    ResponseEntity<?> importRoster(
        @RequestPart(name = "files", required = false) @Nullable List<MultipartFile> files,
        @RequestParam(name = "confirm", required = false) @Nullable List<String> confirm,
        @RequestParam(required = false) @Nullable SchoolId school,
        @RequestParam(required = false) @Nullable Integer year,
        @RequestParam(required = false) @Nullable List<String> columns,
        @RequestParam(defaultValue = "false") boolean dryRun) {
      Set<Confirmation> confirmed = Confirmation.of(Objects.requireNonNullElse(confirm, List.of()));
      List<RosterFile> sent = Uploads.of(files);
      Hints hints = Hints.of(school, year, Objects.requireNonNullElse(columns, List.of()));
      return dryRun
          ? ResponseEntity.ok(imports.dryRun(sent, hints))
          : imports.run(confirmed, sent, hints);
    }
  }
}
