package fr.jalons.records;

import fr.jalons.access.Authors;
import fr.jalons.access.RecordsInLog;
import fr.jalons.events.OnRecord;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandBinder;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.platform.web.Inside;
import fr.jalons.platform.web.Version;
import fr.jalons.school.known.KnownRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was written is mended: the command that recorded it is given again, with the reason. Its own
 * rules hold as before.
 */
@RestController
class CorrectRecord {
  private final RecordsInLog records;
  private final Authors authors;
  private final CommandShapes shapes;
  private final CommandBinder binder;
  private final Commands commands;
  private final JsonMapper json;

  CorrectRecord(
      RecordsInLog records,
      Authors authors,
      CommandShapes shapes,
      CommandBinder binder,
      Commands commands,
      JsonMapper json) {
    this.records = records;
    this.authors = authors;
    this.shapes = shapes;
    this.binder = binder;
    this.commands = commands;
    this.json = json;
  }

  /**
   * A correction.
   *
   * @param record the whole body, as it should have been at its creation
   */
  record Body(
      @Schema(example = "Date de l’entretien mal recopiée") @NotBlank @Size(max = 500)
          String reason,
      @Schema(example = "{\"heldOn\": \"2026-11-26\", \"summary\": \"Veut un stage en brigade\"}")
          @NotNull
          Map<String, Object> record) {}

  @PostMapping("/api/records/{record}/corrections")
  @Allowed(who = Who.AUTHORS, over = Over.RECORD)
  ResponseEntity<Void> correct(
      @PathVariable UUID record,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody Body body) {
    KnownRecord known = KnownRecord.of(records.of(record).stream().map(RecordsInLog.Step::event));
    if (known.latest() != null) {
      authors.require(record);
    }
    OnRecord latest = known.require(Version.wanted(ifMatch));
    CommandShape shape =
        shapes
            .correcting(latest.getClass())
            .orElseThrow(() -> Refusal.conflict("records.own-calls"));
    Receipt receipt =
        send(shape, latest, body, new Correction(body.reason, Version.wanted(ifMatch)));
    return ResponseEntity.noContent()
        .header(Receipt.HEADER, Long.toString(receipt.position()))
        .build();
  }

  private Receipt send(CommandShape shape, OnRecord latest, Body body, Correction correction) {
    try {
      CommandBinder.Bound bound =
          binder.ofCorrection(
              shape,
              latest.record().value(),
              part -> addressed(part, latest),
              json.treeAsTokens(json.valueToTree(body.record)),
              correction);
      return commands.send(bound.command());
    } catch (Refusal | ConstraintViolationException | JacksonException wrong) {
      throw new Inside("record", wrong);
    }
  }

  /** What the address named at the creation: whom it is about, or what it completes. */
  private static Object addressed(CommandShape.Part part, OnRecord latest) {
    if (part.name().equals("student") && latest.student() != null) {
      return latest.student();
    }
    List<?> of = latest.of();
    if (of.size() == 1) {
      return of.getFirst();
    }
    throw new IllegalStateException(latest.getClass() + " does not tell its " + part.name());
  }
}
