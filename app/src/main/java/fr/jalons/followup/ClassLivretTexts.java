package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.evaluation.livret.LivretText;
import fr.jalons.events.LivretEvent.LivretTerm;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.printing.Csv;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The texts for the livret of a whole class, to be taken to where the livret is kept (S12). */
@RestController
class ClassLivretTexts {
  private static final String CSV = "text/csv";

  private final ClassFollowUps classes;

  ClassLivretTexts(ClassFollowUps classes) {
    this.classes = classes;
  }

  /** What the livret is to say of one student. */
  record Row(StudentId studentId, String body) {}

  /** Without a year, the current school year; students without a text have no line. */
  @GetMapping(
      value = "/api/classes/{code}/livret-texts",
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Parameter(name = "code", in = ParameterIn.PATH, schema = @Schema(type = "string"))
  @Parameter(name = "school", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
  List<Row> json(
      @Parameter(hidden = true) @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      @RequestParam LivretTerm term,
      @RequestParam(required = false) @Nullable Integer year) {
    return rows(structure, term, year);
  }

  @GetMapping(value = "/api/classes/{code}/livret-texts", produces = CSV)
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  @Parameter(name = "code", in = ParameterIn.PATH, schema = @Schema(type = "string"))
  @Parameter(name = "school", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
  String csv(
      @Parameter(hidden = true) @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      @RequestParam LivretTerm term,
      @RequestParam(required = false) @Nullable Integer year) {
    return Stream.concat(
            Stream.of("studentId,body"),
            rows(structure, term, year).stream()
                .map(row -> row.studentId() + "," + quoted(row.body())))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private List<Row> rows(StructureId structure, LivretTerm term, @Nullable Integer year) {
    ClassFollowUps.Roll view = classes.roll(structure, Set.of());
    int wanted = year == null ? view.period().from().getYear() : year;
    return view.students().stream()
        .flatMap(
            student ->
                student.aspects().all(LivretText.class).stream()
                    .filter(text -> text.term() == term && text.year() == wanted)
                    .map(text -> new Row(student.student(), text.body())))
        .toList();
  }

  private static String quoted(String text) {
    return '"' + Csv.harmless(text).replace("\"", "\"\"") + '"';
  }
}
