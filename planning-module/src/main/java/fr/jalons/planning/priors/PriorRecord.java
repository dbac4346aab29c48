package fr.jalons.planning.priors;

import fr.jalons.events.PriorRecordEvent.PriorRecordImported;
import fr.jalons.events.PriorRecordEvent.PriorSource;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report from collège that was read (S12). */
@Aspect(name = "priorRecords", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "plan", order = 75, template = "planning/priors")
public record PriorRecord(
    RecordId id,
    PriorSource source,
    int year,
    String term,
    @Nullable String grade,
    String summary,
    Map<String, Integer> levels,
    LocalDate readOn) {

  /** Reports from collège read in the period. */
  static final Evidence READ =
      Evidence.over("prior-records", PriorRecord.class, (one, period) -> period.covers(one.readOn));

  static PriorRecord begin(PriorRecordImported event) {
    return new PriorRecord(
        event.prior(),
        event.source(),
        event.year(),
        event.term(),
        event.grade(),
        event.summary(),
        event.levels(),
        event.readOn());
  }

  /** The latest year and term first. */
  static List<PriorRecord> view(List<PriorRecord> reports) {
    return reports.stream()
        .sorted(Comparator.comparing(PriorRecord::year).thenComparing(PriorRecord::term).reversed())
        .toList();
  }

  static List<Figure> figures(List<PriorRecord> reports) {
    return List.of(Figure.count("prior-records", reports.size()).asDetail());
  }
}
