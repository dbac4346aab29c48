package fr.jalons.records;

import fr.jalons.access.Moments;
import fr.jalons.access.Permitted;
import fr.jalons.access.RecordsInLog;
import fr.jalons.access.Visibility;
import fr.jalons.actionbank.ActionBank;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordKind;
import fr.jalons.events.StudentId;
import fr.jalons.followup.Histories;
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
  private final Histories histories;
  private final Visibility visibility;

  ShowRecord(
      RecordsInLog records,
      RecordViews views,
      Moments moments,
      Histories histories,
      Visibility visibility) {
    this.histories = histories;
    this.visibility = visibility;
    this.records = records;
    this.views = views;
    this.moments = moments;
  }

  @GetMapping("/api/records/{record}")
  @Allowed(who = Who.READERS, over = Over.RECORD)
  ResponseEntity<ShownRecord> one(
      @PathVariable UUID record, @RequestParam(required = false) @Nullable String asOf) {
    ShownRecord told = told(record, asOf);
    return ResponseEntity.ok().eTag(Version.tag(told.version())).body(told);
  }

  /**
   * Families read what is about their children, but no alert on which nobody has decided; what a
   * school has on file has pages of its own.
   */
  private ShownRecord told(UUID record, @Nullable String asOf) {
    ShownRecord told = anyones(record, asOf);
    if (visibility.ownFilesOnly() && isWithheld(told)) {
      throw Refusal.notFound("access.out-of-reach");
    }
    return told;
  }

  private boolean isWithheld(ShownRecord told) {
    StudentId student = told.student();
    return student == null ? told.scope() != null : histories.untold(student).has(told.id());
  }

  private ShownRecord anyones(UUID record, @Nullable String asOf) {
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
    private static final RecordKind NEED = new RecordKind("NEED");

    private final ShowRecord records;
    private final Directory directory;
    private final CommandShapes shapes;
    private final ActionBank bank;
    private final Permitted permitted;

    Page(
        ShowRecord records,
        Directory directory,
        CommandShapes shapes,
        ActionBank bank,
        Permitted permitted) {
      this.records = records;
      this.directory = directory;
      this.shapes = shapes;
      this.bank = bank;
      this.permitted = permitted;
    }

    @GetMapping("/records/{record}")
    @Allowed(who = Who.READERS, over = Over.RECORD)
    String page(@PathVariable UUID record, Model model) {
      ShownRecord told = records.told(record, null);
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
      model.addAttribute("lasting", told.kind().isLasting());
      model.addAttribute(
          "past",
          told.kind().equals(NEED) && permitted.may("PlanAction")
              ? bank.forNeed(record)
              : List.of());
      model.addAttribute("planScope", student == null ? null : bank.classOf(student));
      return "records/record";
    }
  }
}
