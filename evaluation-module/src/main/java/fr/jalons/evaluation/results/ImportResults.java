package fr.jalons.evaluation.results;

import fr.jalons.events.Disciplines;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.RecordId;
import fr.jalons.events.ResultEvent.Result;
import fr.jalons.events.ResultEvent.ResultKind;
import fr.jalons.events.ResultEvent.ResultsImported;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Over;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.marks.WithinReach;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.DecisionModel;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStudent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A list of averages or of results of an exam (S17, S43): for programs, which send a whole class.
 *
 * @param on the day they are of
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "ImportResults")
@Post("/api/results")
@Allowed(who = Who.STEERING, over = Over.SCHOOL)
public record ImportResults(
    RecordId imported,
    ThisSchool school,
    @NotNull ResultKind kind,
    @NotBlank @Size(max = 100) String label,
    @NotNull LocalDate on,
    @NotNull @Size(max = 2000) @WithinReach List<@NotNull @Valid ResultLine> results,
    @Nullable Correction correction) {

  /** The subjects of a school's lists: spellings of one have one number. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Subjects(Disciplines known) {
    Subjects() {
      this(Disciplines.none());
    }

    Subjects evolve(ResultsImported event) {
      Disciplines more = known;
      for (Map.Entry<String, String> subject : event.subjects().entrySet()) {
        more = more.with(subject.getValue(), null, Integer.valueOf(subject.getKey()));
      }
      return new Subjects(more);
    }
  }

  List<ResultsImported> decide(
      @By("imported") KnownRecord earlier,
      @By("school.id") Subjects subjects,
      Models models,
      LocalDate today) {
    if (on.isAfter(today)) {
      throw Refusal.invalid("on", "evaluation.date-ahead");
    }
    if (results.isEmpty()) {
      throw Refusal.invalid("results", "evaluation.results-none");
    }
    requireKnown(models);
    for (int i = 0; i < results.size(); i++) {
      requireOnce(i);
      results.get(i).requireSound(kind, "results[" + i + "]");
    }
    return earlier.create(imported(subjects.known, earlier), correction);
  }

  private void requireKnown(Models models) {
    List<StudentId> students = results.stream().map(ResultLine::studentId).toList();
    List<KnownStudent> known = models.ofEach(KnownStudent.class, students);
    for (int i = 0; i < known.size(); i++) {
      if (!school.id().equals(known.get(i).school())) {
        throw Refusal.invalid("results[" + i + "].studentId", "evaluation.student-unknown");
      }
      known.get(i).requireNotErased();
    }
  }

  private void requireOnce(int line) {
    if (results.subList(0, line).stream().anyMatch(results.get(line)::isOfSameAs)) {
      throw Refusal.invalid("results[" + line + "]", "evaluation.result-twice");
    }
  }

  private ResultsImported imported(Disciplines known, KnownRecord earlier) {
    Disciplines numbers = known;
    Map<String, String> names = new TreeMap<>();
    List<Result> lines = new ArrayList<>();
    for (ResultLine line : results) {
      String subject = line.subject();
      Integer number = subject == null ? null : numbers.number(subject, null);
      if (subject != null && number != null) {
        numbers = numbers.with(subject, null, number);
        names.putIfAbsent(number.toString(), subject);
      }
      lines.add(line.numbered(number));
    }
    Set<StudentId> students = new LinkedHashSet<>();
    results.forEach(line -> students.add(line.studentId()));
    if (earlier.latest() instanceof ResultsImported before) {
      students.addAll(before.students()); // whose lines are gone must hear of it
    }
    return new ResultsImported(
        imported,
        school.id(),
        kind,
        label,
        on,
        names,
        lines,
        List.copyOf(students),
        Correction.reason(correction));
  }
}
