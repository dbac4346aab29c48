package fr.jalons.school.importroster;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Messages;
import fr.jalons.school.identity.JoinedNumbers;
import fr.jalons.school.identity.KnownPeople;
import fr.jalons.school.identity.MatchResult;
import fr.jalons.school.identity.Matching;
import fr.jalons.school.identity.NamesOfPeople;
import fr.jalons.school.identity.People;
import fr.jalons.school.identity.StagedPeople;
import fr.jalons.school.identity.Strangers;
import fr.jalons.school.identity.Suppression;
import fr.jalons.school.roster.Hints;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.RosterFile;
import fr.jalons.school.roster.RosterReader;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Runs an import. People are staged before the log hears of it, and are live when it is answered; a
 * crash in between leaves either nothing but a staged row, or an import that the next start
 * completes.
 */
@Component
public class RosterImports {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final Commands commands;
  private final KnownPeople known;
  private final StagedPeople staged;
  private final Suppression suppression;
  private final JoinedNumbers joined;
  private final ImportLog log;
  private final ReadModels readModels;
  private final ImportPreview preview;
  private final Conflicts conflicts;
  private final ImportLock turn;
  private final Messages messages;
  private final Clock clock;

  RosterImports(
      Commands commands,
      KnownPeople known,
      StagedPeople staged,
      Suppression suppression,
      JoinedNumbers joined,
      ImportLog log,
      ReadModels readModels,
      ImportPreview preview,
      Conflicts conflicts,
      ImportLock turn,
      Messages messages,
      Clock clock) {
    this.commands = commands;
    this.known = known;
    this.staged = staged;
    this.suppression = suppression;
    this.joined = joined;
    this.log = log;
    this.readModels = readModels;
    this.preview = preview;
    this.conflicts = conflicts;
    this.turn = turn;
    this.messages = messages;
    this.clock = clock;
  }

  /** Imports the files, and answers when everybody can see what they say. */
  ResponseEntity<ImportAnswer> run(
      Set<Confirmation> confirmed, List<RosterFile> files, Hints hints) {
    return run(files, hints, confirmed, commands.idOr(null, ImportId::new), commands::send);
  }

  /** Imports files that no request brought, on behalf of {@code actor}. */
  public void runAs(String actor, List<RosterFile> files) {
    run(
        files,
        Hints.NONE,
        EnumSet.allOf(Confirmation.class),
        new ImportId(UUID.randomUUID()),
        command -> commands.sendAs(actor, command));
  }

  /** A dry run names people: it is for those who may import. */
  private record Asked(SchoolId school) implements Targeted {
    @Override
    public Target target() {
      return new Target("files", school);
    }
  }

  /** What an import would answer, everything confirmed. */
  DryRun dryRun(List<RosterFile> files, Hints hints) {
    Roster roster = RosterReader.read(files, hints);
    commands.check(new Asked(roster.school()));
    ImportId importId = new ImportId(UUID.randomUUID());
    return turn.run(
        () -> {
          Prepared prepared = prepare(importId, FilesDigest.of(files, hints), Set.of(), roster);
          Outcome outcome = preview.of(prepared.command);
          ImportAnswer answer =
              outcome.events().stream()
                  .filter(RosterImported.class::isInstance)
                  .map(event -> answer((RosterImported) event, prepared))
                  .findFirst()
                  .orElseGet(() -> unchanged(prepared));
          return DryRun.of(answer, outcome, prepared.names());
        });
  }

  private ResponseEntity<ImportAnswer> run(
      List<RosterFile> files,
      Hints hints,
      Set<Confirmation> confirmed,
      ImportId importId,
      Function<ImportRoster, Receipt> send) {
    Roster roster = RosterReader.read(files, hints);
    String content = FilesDigest.of(files, hints);
    return turn.run(() -> importAlone(prepare(importId, content, confirmed, roster), send));
  }

  /** An import whose people have been looked up. */
  private record Prepared(ImportRoster command, People before, People after) {
    Names names() {
      return new Names(before, after);
    }
  }

  private Prepared prepare(
      ImportId importId, String content, Set<Confirmation> confirmed, Roster told) {
    SchoolId school = told.school();
    People.AsOf before = upToDate(school);
    Roster roster =
        Strangers.leftOut(
            suppression.applied(joined.applied(told, before.people())), before.people());
    MatchResult matched = Matching.match(roster, before.people(), UUID::randomUUID);
    RosterById byId =
        Identification.of(
            matched.told(),
            matched,
            NamesOfPeople.in(told, before.people()),
            before,
            LocalDate.now(clock));
    return new Prepared(
        new ImportRoster(importId, school, content, confirmed, byId),
        before.people(),
        matched.people());
  }

  private ResponseEntity<ImportAnswer> importAlone(
      Prepared prepared, Function<ImportRoster, Receipt> send) {
    ImportRoster command = prepared.command;
    SchoolId school = command.school();
    staged.clear(school);
    staged.stage(command.importId(), school, prepared.after);
    try {
      Receipt receipt = send.apply(command);
      if (!readModels.await(receipt.position(), PATIENCE)) {
        throw new QueryTimeoutException("the import is recorded, but not live yet");
      }
      staged.clear(school);
      return receipt.ok(
          log.find(school, command.importId())
              .map(event -> answer(event, prepared))
              .orElseGet(() -> unchanged(prepared)));
    } catch (Refusal refusal) {
      staged.clear(school);
      throw refusal.confirm().contains(Confirmation.LEAVING.word())
          ? refusal.with("leaving", missing(prepared))
          : refusal;
    }
  }

  private ImportAnswer answer(RosterImported event, Prepared prepared) {
    return ImportAnswer.of(event, conflicts(prepared), messages);
  }

  private ImportAnswer unchanged(Prepared prepared) {
    ImportRoster command = prepared.command;
    return ImportAnswer.unchanged(
        command.school(), command.roster(), conflicts(prepared), messages);
  }

  private List<Conflicts.Open> conflicts(Prepared prepared) {
    return conflicts.of(
        Objects.requireNonNullElse(prepared.after.conflicts(), List.of()), prepared.before);
  }

  /**
   * Names are no part of a decision, but the person asked to confirm it has to know which people it
   * is about.
   */
  private List<Named> missing(Prepared prepared) {
    Outcome outcome = preview.of(prepared.command);
    Names names = prepared.names();
    return outcome.changes().stream()
        .filter(change -> outcome.missing().contains(change.student()))
        .map(
            change ->
                names.of(change.student(), outcome.code(change.before().classOn(outcome.day()))))
        .sorted(Named.BY_NAME)
        .toList();
  }

  /** The people of a school once all its imports are live. */
  private People.AsOf upToDate(SchoolId school) {
    ImportId last = log.last(school).map(RosterImported::importId).orElse(null);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Objects.equals(known.lastImport(school), last)) {
      if (System.nanoTime() > deadline) {
        throw new QueryTimeoutException("the last import is not live yet");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return known.of(school);
  }

  /** Does something while no import of the school is under way and no people are staged. */
  public <T> T between(SchoolId school, Supplier<T> work) {
    return turn.run(
        () -> {
          upToDate(school);
          staged.clear(school);
          return work.get();
        });
  }

  /** Forgets the people of imports that a crash kept from ever reaching the log. */
  void sweep() {
    turn.run(
        () -> {
          for (SchoolId school : staged.schools()) {
            upToDate(school);
            staged.clear(school);
          }
          return true;
        });
  }
}
