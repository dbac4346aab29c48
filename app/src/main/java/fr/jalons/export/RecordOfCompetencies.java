package fr.jalons.export;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.evaluation.competencies.StudentAssessment;
import fr.jalons.evaluation.frameworks.Frameworks;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.events.StudentId;
import fr.jalons.followup.StudentFollowUps;
import fr.jalons.followup.StudentView;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Part;
import fr.jalons.printing.PrintedPages;
import fr.jalons.school.Directory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a student can show of what they can do (S36): competencies as assessors saw them, portfolio
 * and recognitions. It is a part of their data that their team may read, too.
 */
@RestController
class RecordOfCompetencies {
  private static final String COMPETENCIES = "competencies";
  private static final String PORTFOLIO = "portfolio";
  private static final String RECOGNITIONS = "recognitions";

  private final StudentFollowUps followUps;
  private final Frameworks frameworks;
  private final Directory directory;
  private final PrintedPages printed;

  RecordOfCompetencies(
      StudentFollowUps followUps,
      Frameworks frameworks,
      Directory directory,
      PrintedPages printed) {
    this.followUps = followUps;
    this.frameworks = frameworks;
    this.directory = directory;
    this.printed = printed;
  }

  /**
   * The record.
   *
   * @param frameworks those in which something was assessed, by code
   * @param parts the same as sections of a page
   */
  record Data(
      List<Framework> frameworks,
      @Nullable Object portfolio,
      @Nullable Object recognitions,
      @JsonIgnore List<Part> parts,
      @JsonIgnore long position) {}

  /** A framework, and what was assessed of it. */
  record Framework(
      String code,
      String edition,
      String title,
      List<RubricLevel> rubric,
      List<Assessed> competencies) {}

  /**
   * A competency.
   *
   * @param label its code where the edition in force has none of that code
   * @param course all observations, the earliest first
   */
  record Assessed(String code, String label, Seen latest, List<Seen> course) {}

  /**
   * What somebody saw.
   *
   * @param level 1 to 4, as the rubric says
   */
  record Seen(int level, LocalDate observedOn, AssessmentContext context, String discipline) {
    static Seen of(StudentAssessment one) {
      return new Seen(one.level(), one.observedOn(), one.context(), one.discipline());
    }
  }

  @GetMapping(
      value = "/api/students/{student}/export",
      params = "part=" + COMPETENCIES,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Data> json(@PathVariable StudentId student) {
    return ExportData.attached(student, "json").body(of(student));
  }

  @GetMapping(
      value = "/api/students/{student}/export",
      params = "part=" + COMPETENCIES,
      produces = MediaType.APPLICATION_PDF_VALUE)
  @Allowed(who = Who.SUBJECTS_AND_TEAM, over = Over.STUDENT)
  ResponseEntity<byte[]> pdf(
      @PathVariable StudentId student, HttpServletRequest request, HttpServletResponse response) {
    Data data = of(student);
    Map<String, Object> model = new HashMap<>();
    model.put("name", directory.name(student));
    model.put("position", data.position());
    model.put("sections", Part.byColumn(data.parts()));
    return ExportData.attached(student, "pdf")
        .contentType(MediaType.APPLICATION_PDF)
        .body(printed.of("export/competencies", model, request, response));
  }

  /** The document, for people in a browser. */
  @Controller
  static class Page {
    private final RecordOfCompetencies records;

    Page(RecordOfCompetencies records) {
      this.records = records;
    }

    @GetMapping(value = "/students/{student}/export", params = "part=" + COMPETENCIES)
    @Allowed(who = Who.SUBJECTS_AND_TEAM, over = Over.STUDENT)
    ResponseEntity<byte[]> pdf(
        @PathVariable StudentId student, HttpServletRequest request, HttpServletResponse response) {
      return records.pdf(student, request, response);
    }
  }

  private Data of(StudentId student) {
    StudentView view = followUps.view(student, null);
    Set<String> names = Set.of(COMPETENCIES, PORTFOLIO, RECOGNITIONS);
    Map<String, @Nullable Object> named = view.named();
    return new Data(
        frameworks(view),
        named.get(PORTFOLIO),
        named.get(RECOGNITIONS),
        view.parts().stream().filter(part -> names.contains(part.name())).toList(),
        view.position());
  }

  private List<Framework> frameworks(StudentView view) {
    List<?> standings = view.part(COMPETENCIES, List.class);
    Map<String, List<StudentAssessment.Standing>> assessed =
        standings.stream()
            .map(StudentAssessment.Standing.class::cast)
            .collect(Collectors.groupingBy(StudentAssessment.Standing::framework));
    return frameworks.all().stream()
        .filter(one -> assessed.containsKey(one.code()))
        .map(one -> framework(one, Objects.requireNonNull(assessed.get(one.code()))))
        .toList();
  }

  private static Framework framework(
      Frameworks.Row framework, List<StudentAssessment.Standing> assessed) {
    Map<String, String> labels =
        framework.competencies().stream()
            .collect(Collectors.toMap(one -> one.code(), one -> one.label()));
    Function<StudentAssessment.Standing, Assessed> shown =
        one ->
            new Assessed(
                one.competency(),
                labels.getOrDefault(one.competency(), one.competency()),
                Seen.of(one.latest()),
                Stream.concat(one.earlier().reversed().stream(), Stream.of(one.latest()))
                    .map(Seen::of)
                    .toList());
    return new Framework(
        framework.code(),
        framework.edition(),
        framework.title(),
        framework.rubric(),
        assessed.stream().map(shown).toList());
  }
}
