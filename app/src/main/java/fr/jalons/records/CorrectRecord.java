package fr.jalons.records;

import fr.jalons.access.Authors;
import fr.jalons.access.RecordsInLog;
import fr.jalons.events.OnRecord;
import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.PublicationEvent.ReadingAcknowledged;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.forms.FormField;
import fr.jalons.platform.forms.FormPages;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.CommandBinder;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.platform.web.Inside;
import fr.jalons.platform.web.Version;
import fr.jalons.school.known.KnownRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was written is mended: the command that recorded it is given again, with the reason. Its own
 * rules hold as before.
 */
@RestController
class CorrectRecord {
  private static final int LONGEST_REASON = 500;

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
      @Schema(example = "Date de l’entretien mal recopiée") @NotBlank @Size(max = LONGEST_REASON)
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
    Integer version = Version.wanted(ifMatch);
    KnownRecord known = known(record);
    if (known.latest() != null) {
      authors.require(record);
    }
    OnRecord latest = known.require(version);
    CommandShape shape = shape(latest);
    Receipt receipt;
    try {
      receipt =
          send(
              shape,
              latest,
              new FormPages.Sent(json.treeAsTokens(json.valueToTree(body.record)), Map.of()),
              new Correction(body.reason, version));
    } catch (Refusal | ConstraintViolationException | JacksonException wrong) {
      throw new Inside("record", wrong);
    }
    return ResponseEntity.noContent()
        .header(Receipt.HEADER, Long.toString(receipt.position()))
        .build();
  }

  private KnownRecord known(UUID record) {
    return KnownRecord.of(records.of(record).stream().map(RecordsInLog.Step::event));
  }

  private CommandShape shape(OnRecord latest) {
    return shapes
        .correcting(latest.getClass())
        .orElseThrow(
            () ->
                Refusal.conflict(
                    switch (latest) {
                      case IndicatorsPublished published -> "records.publication-stays";
                      case ReadingAcknowledged read -> "records.reading-stays";
                      default -> "records.own-calls";
                    }));
  }

  private Receipt send(
      CommandShape shape, OnRecord latest, FormPages.Sent sent, Correction correction) {
    CommandBinder.Bound bound =
        binder.ofCorrection(
            shape,
            latest.record().value(),
            part -> addressed(part, latest),
            sent.body(),
            sent.chosen(),
            correction);
    return commands.send(bound.command());
  }

  /** What the address named at the creation: the event has a component of that name. */
  private static Object addressed(CommandShape.Part part, OnRecord latest) {
    return Arrays.stream(latest.getClass().getRecordComponents())
        .filter(component -> component.getName().equals(part.name()))
        .map(component -> EventMethods.call(EventMethods.handle(component.getAccessor()), latest))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(latest.getClass() + " does not tell its " + part.name()));
  }

  /** Its form: the one that recorded it, filled with what it says, and the reason. */
  @Controller
  static class Page {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String REASON = "correctionReason";
    private static final String VERSION = "correctionVersion";

    private final CorrectRecord corrections;
    private final RecordsInLog records;
    private final RecordViews views;
    private final FormPages forms;
    private final Validator validator;
    private final ReadModels readModels;

    Page(
        CorrectRecord corrections,
        RecordsInLog records,
        RecordViews views,
        FormPages forms,
        Validator validator,
        ReadModels readModels) {
      this.corrections = corrections;
      this.records = records;
      this.views = views;
      this.forms = forms;
      this.validator = validator;
      this.readModels = readModels;
    }

    /** What a correction says beside the record, as in {@link Body}. */
    record Why(@NotBlank @Size(max = LONGEST_REASON) String correctionReason) {}

    @GetMapping("/records/{record}/correction")
    @Allowed(who = Who.AUTHORS, over = Over.RECORD)
    String show(@PathVariable UUID record, Model model) {
      OnRecord latest = corrections.known(record).require(null);
      CommandShape shape = corrections.shape(latest);
      ShownRecord told = views.of(records.of(record), Stream.empty()).orElseThrow();
      Map<String, List<String>> entered = filled(shape, told.record(), latest);
      entered.put(FormPages.KEY, List.of(UUID.randomUUID().toString()));
      entered.put(VERSION, List.of(Integer.toString(told.version())));
      forms.show(shape, address(shape, latest), entered, model);
      return view(entered, null, model);
    }

    private static String view(
        Map<String, List<String>> entered, @Nullable String refusedReason, Model model) {
      model.addAttribute("version", FormPages.first(entered, VERSION));
      model.addAttribute(
          "reason",
          new FormField(
              REASON,
              "CorrectRecord.reason",
              FormField.Kind.LONG_TEXT,
              true,
              LONGEST_REASON,
              List.of(),
              entered.getOrDefault(REASON, List.of()),
              List.of(),
              refusedReason));
      return "records/correction";
    }

    private static Map<String, List<String>> filled(
        CommandShape shape, Map<String, Object> said, OnRecord latest) {
      Map<String, List<String>> filled = new LinkedHashMap<>();
      for (CommandShape.Part part : shape.parts()) {
        Object value = value(part, said, latest);
        if (value != null) {
          filled.put(
              part.written(),
              value instanceof Collection<?> many
                  ? many.stream().map(String::valueOf).toList()
                  : List.of(String.valueOf(value)));
        }
      }
      return filled;
    }

    /** What is about a student is filed in their class, too, but nobody has chosen that. */
    private static @Nullable Object value(
        CommandShape.Part part, Map<String, Object> said, OnRecord latest) {
      if (part.type() == RecordScope.class) {
        return latest.student() == null ? RecordScope.of(latest) : null;
      }
      return part.type() == StudentId.class ? latest.student() : said.get(part.name());
    }

    private static Map<String, String> address(CommandShape shape, OnRecord latest) {
      return shape.parts().stream()
          .filter(part -> part.source() == CommandShape.Source.PATH)
          .collect(
              Collectors.toMap(
                  CommandShape.Part::name, part -> addressed(part, latest).toString()));
    }

    @PostMapping("/records/{record}/correction")
    @Allowed(who = Who.AUTHORS, over = Over.RECORD)
    String send(
        @PathVariable UUID record,
        HttpServletRequest request,
        HttpServletResponse response,
        Model model,
        RedirectAttributes redirect) {
      OnRecord latest = corrections.known(record).require(null);
      CommandShape shape = corrections.shape(latest);
      Map<String, List<String>> entered = FormPages.entered(request);
      request.setAttribute(Commands.FORM_KEY, FormPages.first(entered, FormPages.KEY));
      try {
        corrections.authors.require(record);
        Correction correction = correction(entered);
        Receipt receipt = corrections.send(shape, latest, forms.sent(shape, entered), correction);
        readModels.await(receipt.position(), PATIENCE);
        redirect.addFlashAttribute("done", CorrectRecord.class.getSimpleName());
        return "redirect:/records/" + record;
      } catch (Refusal | ConstraintViolationException | JacksonException wrong) {
        Map<String, String> errors =
            forms.refuse(shape, address(shape, latest), entered, wrong, response, model);
        return view(entered, errors.get(REASON), model);
      }
    }

    private Correction correction(Map<String, List<String>> entered) {
      Why why = new Why(FormPages.first(entered, REASON));
      Set<ConstraintViolation<Why>> violations = validator.validate(why);
      if (!violations.isEmpty()) {
        throw new ConstraintViolationException(violations);
      }
      String version = FormPages.first(entered, VERSION);
      return new Correction(
          why.correctionReason(), version.isBlank() ? null : Version.wanted('"' + version + '"'));
    }
  }
}
