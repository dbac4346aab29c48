package fr.jalons.records;

import fr.jalons.access.Moments;
import fr.jalons.access.RecordsInLog;
import fr.jalons.events.OnRecord;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.CommandShapes;
import fr.jalons.platform.web.Version;
import fr.jalons.school.Directory;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One record of any kind: what it says, what it said before, and what names it. */
@RestController
class ShowRecord {
  private final RecordsInLog records;
  private final RecordViews views;
  private final Moments moments;

  ShowRecord(RecordsInLog records, RecordViews views, Moments moments) {
    this.records = records;
    this.views = views;
    this.moments = moments;
  }

  @GetMapping("/api/records/{record}")
  @Allowed(who = Who.READERS, over = Over.RECORD)
  ResponseEntity<Told> one(
      @PathVariable UUID record, @RequestParam(required = false) @Nullable String asOf) {
    Told told = told(record, asOf);
    return ResponseEntity.ok().eTag(Version.tag(told.version())).body(told);
  }

  private Told told(UUID record, @Nullable String asOf) {
    long until = asOf == null ? Long.MAX_VALUE : moments.position(asOf);
    List<RecordsInLog.Step> steps =
        records.of(record).stream().filter(step -> step.stored().position() <= until).toList();
    Stream<OnRecord> naming =
        steps.stream()
            .flatMap(step -> step.event() instanceof OnRecord said ? Stream.of(said) : Stream.of())
            .limit(1)
            .flatMap(said -> records.naming(said).stream());
    return views.of(steps, naming).orElseThrow(() -> Refusal.notFound("school.record-unknown"));
  }

  /** Its page, from which it is corrected and withdrawn. */
  @Controller
  static class Page {
    private final ShowRecord records;
    private final Directory directory;
    private final CommandShapes shapes;

    Page(ShowRecord records, Directory directory, CommandShapes shapes) {
      this.records = records;
      this.directory = directory;
      this.shapes = shapes;
    }

    @GetMapping("/records/{record}")
    @Allowed(who = Who.READERS, over = Over.RECORD)
    String page(@PathVariable UUID record, Model model) {
      Told told = records.told(record, null);
      StudentId student = told.student();
      model.addAttribute("told", told);
      model.addAttribute(
          "sort",
          told.kind()
              .event()
              .map(event -> "event." + EventMethods.nameOf(event).fullName())
              .orElse("records.title"));
      model.addAttribute("name", student == null ? null : directory.name(student));
      model.addAttribute(
          "correctable", told.kind().event().flatMap(shapes::correcting).isPresent());
      return "records/record";
    }
  }
}
