package fr.jalons.export;

import fr.jalons.consultation.Consultations;
import fr.jalons.events.StudentId;
import fr.jalons.followup.Histories;
import fr.jalons.followup.StudentFollowUps;
import fr.jalons.followup.StudentView;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Part;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.printing.PrintedPages;
import fr.jalons.school.Directory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * All that is known about one student, for them and their family (RGPD, articles 15 and 20): as
 * JSON for programs, and as a document to be read. Of what concerned a class, their own lines only.
 */
@RestController
class ExportData {
  private final Directory directory;
  private final StudentFollowUps followUps;
  private final Histories histories;
  private final Consultations consultations;
  private final PrintedPages printed;
  private final EventJson json;
  private final Clock clock;

  ExportData(
      Directory directory,
      StudentFollowUps followUps,
      Histories histories,
      Consultations consultations,
      PrintedPages printed,
      EventJson json,
      Clock clock) {
    this.directory = directory;
    this.followUps = followUps;
    this.histories = histories;
    this.consultations = consultations;
    this.printed = printed;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The data of a student.
   *
   * @param identity null once they are erased
   * @param history every event that concerns them, oldest first
   * @param consultations who read their file, the last first
   */
  record Data(
      StudentId student,
      Instant exportedAt,
      Directory.@Nullable Person identity,
      StudentView followUp,
      List<Histories.Entry> history,
      List<Consultations.Row> consultations) {}

  @GetMapping(value = "/api/students/{student}/export", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Data> json(
      @PathVariable StudentId student, @RequestParam(required = false) @Nullable String part) {
    requireWhole(part);
    return attached(student, "json").body(of(student));
  }

  @GetMapping(value = "/api/students/{student}/export", produces = MediaType.APPLICATION_PDF_VALUE)
  @Allowed(who = Who.SUBJECTS, over = Over.STUDENT)
  ResponseEntity<byte[]> pdf(
      @PathVariable StudentId student,
      @RequestParam(required = false) @Nullable String part,
      HttpServletRequest request,
      HttpServletResponse response) {
    requireWhole(part);
    return attached(student, "pdf")
        .contentType(MediaType.APPLICATION_PDF)
        .body(document(of(student), request, response));
  }

  /** A part has an answer of its own. */
  private static void requireWhole(@Nullable String part) {
    if (part != null) {
      throw Refusal.invalid("part", "export.part-unknown");
    }
  }

  /** The sections of the student’s page, and around them what only the student takes along. */
  private byte[] document(Data data, HttpServletRequest request, HttpServletResponse response) {
    Map<String, Object> model = new HashMap<>();
    model.put("data", data);
    model.put("name", name(data.identity()));
    model.put("sections", Part.byColumn(data.followUp().parts()));
    model.put(
        "history",
        data.history().stream()
            .map(entry -> new Line(entry, RecordedFields.of(entry.payload(), json)))
            .toList());
    return printed.of("export/student", model, request, response);
  }

  /**
   * One event of the history on paper.
   *
   * @param fields what it says
   */
  record Line(Histories.Entry event, List<String> fields) {}

  private static String name(Directory.@Nullable Person identity) {
    return identity == null
        ? Sealing.ERASED
        : identity.firstName()
            + ' '
            + (identity.usageName() == null ? identity.familyName() : identity.usageName());
  }

  private Data of(StudentId student) {
    StudentView view = followUps.view(student, null);
    return new Data(
        student,
        clock.instant(),
        directory.person(student).orElse(null),
        view,
        histories.ownLinesOf(student),
        consultations.of(student, Integer.MAX_VALUE));
  }

  /** The name of the file holds none of a person: it lies about in downloads. */
  static ResponseEntity.BodyBuilder attached(StudentId student, String kind) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("jalons-%s.%s".formatted(student, kind))
                .build()
                .toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** The document, for people in a browser. */
  @Controller
  static class Page {
    private final ExportData export;

    Page(ExportData export) {
      this.export = export;
    }

    @GetMapping("/students/{student}/export")
    @Allowed(who = Who.SUBJECTS, over = Over.STUDENT)
    ResponseEntity<byte[]> pdf(
        @PathVariable StudentId student,
        @RequestParam(required = false) @Nullable String part,
        HttpServletRequest request,
        HttpServletResponse response) {
      return export.pdf(student, part, request, response);
    }
  }
}
