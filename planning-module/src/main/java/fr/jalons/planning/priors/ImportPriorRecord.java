package fr.jalons.planning.priors;

import fr.jalons.events.PlanningEvent;
import fr.jalons.events.PriorRecordEvent.PriorRecordImported;
import fr.jalons.events.PriorRecordEvent.PriorSource;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import fr.jalons.school.known.Standing;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A report from collège is read (S12): each period of a source once.
 *
 * @param year in which the school year of the report began
 * @param readOn today if it is left out
 */
@Command(namespace = PlanningEvent.NAMESPACE, name = "ImportPriorRecord")
@Post("/api/students/{student}/prior-records")
@Page(value = "/students/{student}/prior-records", then = "/students/{student}")
@Allowed(who = Who.TEAM, over = Over.STUDENT)
public record ImportPriorRecord(
    RecordId prior,
    StudentId student,
    @NotNull PriorSource source,
    @NotNull @Min(2000) @Max(2100) int year,
    @NotNull @Pattern(regexp = CODE) String term,
    @Nullable @Pattern(regexp = CODE) String grade,
    @NotBlank @Size(max = 4000) String summary,
    @Nullable @Size(max = 200)
        Map<@Pattern(regexp = "[A-Za-z0-9._-]{1,40}") String, @NotNull @Min(1) @Max(4) Integer>
            levels,
    @Happened @Nullable LocalDate readOn,
    @Nullable Correction correction) {
  private static final String CODE = "[A-Za-z0-9]{1,20}";

  /** The reports of a student that stand. */
  @DecisionModel(tag = Tags.STUDENT)
  record Reports(Standing<PriorRecordImported> standing) {
    Reports() {
      this(new Standing<>());
    }

    Reports evolve(PriorRecordImported event) {
      return new Reports(standing.with(event));
    }

    Reports evolve(RecordWithdrawn event) {
      return new Reports(standing.without(event.record()));
    }
  }

  List<PriorRecordImported> decide(
      @By("prior") KnownRecord earlier, Reports reports, KnownStudent known, LocalDate today) {
    known.requireKnown("planning.student-unknown");
    LocalDate day = Objects.requireNonNullElse(readOn, today);
    PriorRecordImported wanted =
        new PriorRecordImported(
            prior,
            student,
            source,
            year,
            term,
            grade,
            summary,
            Objects.requireNonNullElse(levels, Map.of()),
            day,
            Correction.reason(correction));
    List<PriorRecordImported> recorded = earlier.create(wanted, correction);
    if (day.isAfter(today)) {
      throw Refusal.invalid("readOn", "planning.date-ahead");
    }
    if (reports.standing.hasAnother(wanted, this::isOfSamePeriod)) {
      throw Refusal.conflictOn("term", "planning.prior-twice");
    }
    return recorded;
  }

  private boolean isOfSamePeriod(PriorRecordImported other) {
    return other.source() == source && other.year() == year && other.term().equals(term);
  }
}
