package fr.jalons.delivery.placements;

import fr.jalons.delivery.placements.PlacementMark.Item;
import fr.jalons.delivery.placements.PlacementMark.Placement;
import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.EventTypes;
import fr.jalons.events.RecordId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.school.Directory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Who has what ready for a placement (S14): the students who leave, and the list. */
@RestController
class Checklist {
  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final Directory directory;
  private final AspectReader reader;

  Checklist(
      PostgresEventStorageEngine log, EventJson json, Directory directory, AspectReader reader) {
    this.log = log;
    this.json = json;
    this.directory = directory;
    this.reader = reader;
  }

  /** A student who leaves. */
  record Line(
      StudentId studentId, List<Item> items, boolean complete, boolean completeBeforeStart) {}

  @GetMapping("/api/periods/{period}/checklist")
  @Allowed(who = Who.STAFF, over = Over.NAMES)
  List<Line> checklist(@PathVariable RecordId period) {
    PeriodScheduled placement = placement(period);
    Map<String, Aspects> students = reader.opened(members(placement), Tags.STUDENT);
    return students.entrySet().stream()
        .flatMap(
            student ->
                PlacementMark.view(student.getValue().all(PlacementMark.class), student.getValue())
                    .stream()
                    .filter(one -> one.period().equals(period))
                    .map(one -> line(StudentId.of(student.getKey()), one)))
        .toList();
  }

  private static Line line(StudentId student, Placement placement) {
    return new Line(
        student, placement.items(), placement.complete(), placement.completeBeforeStart());
  }

  /** Those within reach who may leave; whether they do, their follow-up says. */
  private Set<StudentId> members(PeriodScheduled placement) {
    StructureId only = placement.structure();
    Set<StudentId> members = new LinkedHashSet<>();
    Stream<StructureId> all =
        only != null
            ? Stream.of(only)
            : directory.classes(placement.from()).stream()
                .map(Directory.ClassOfSchool::structure)
                .filter(one -> one.school().equals(placement.school()));
    all.forEach(one -> members.addAll(directory.members(one, placement.from()).keySet()));
    return members;
  }

  /**
   * A placement as it now stands.
   *
   * @throws Refusal if the period is none
   */
  PeriodScheduled placement(RecordId period) {
    EventCriteria said =
        EventCriteria.havingTags(Tag.of(Tags.RECORD, period.toString()))
            .andBeingOneOfTypes(Set.of(EventMethods.nameOf(PeriodScheduled.class)));
    List<StoredEvent> all = log.read(said, 0, Integer.MAX_VALUE);
    if (!all.isEmpty()
        && json.read(all.getLast().payload(), EventTypes.named(all.getLast().type()))
            instanceof PeriodScheduled known
        && known.kind() == PeriodKind.PLACEMENT) {
      return known;
    }
    throw Refusal.conflict("delivery.no-placement");
  }
}
