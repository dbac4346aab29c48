package fr.jalons.followup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.jalons.access.Moments;
import fr.jalons.access.Visibility;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.IndicatorAnswers;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.indicators.IndicatorLines;
import fr.jalons.indicators.IndicatorLines.Subjects;
import fr.jalons.indicators.PastAspects;
import fr.jalons.indicators.SchoolAspects;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.indicators.Scope;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectProjection;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Part;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.ScopeView;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.known.RollLine;
import fr.jalons.school.students.Called;
import fr.jalons.school.students.DeclaredStructure;
import fr.jalons.steering.SchoolFiles;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A class's follow-up: its students' follow-ups side by side, with the indicators of the grid. */
@Component
public class ClassFollowUps {
  private final StudentFollowUps followUps;
  private final AspectReader live;
  private final PastAspects past;
  private final PostgresEventStorageEngine log;
  private final IndicatorLines indicators;
  private final IndicatorAnswers answers;
  private final SchoolAspects schools;
  private final SchoolFiles files;
  private final SchoolYears years;
  private final Moments moments;
  private final ReadModels readModels;
  private final Clock clock;
  private final Visibility visibility;

  ClassFollowUps(
      StudentFollowUps followUps,
      AspectReader live,
      PastAspects past,
      PostgresEventStorageEngine log,
      IndicatorLines indicators,
      IndicatorAnswers answers,
      SchoolAspects schools,
      SchoolFiles files,
      SchoolYears years,
      Moments moments,
      ReadModels readModels,
      Clock clock,
      Visibility visibility) {
    this.followUps = followUps;
    this.live = live;
    this.past = past;
    this.log = log;
    this.indicators = indicators;
    this.answers = answers;
    this.schools = schools;
    this.files = files;
    this.years = years;
    this.moments = moments;
    this.readModels = readModels;
    this.clock = clock;
    this.visibility = visibility;
  }

  /** As {@link StudentView}, for a class. */
  public record View(
      @JsonIgnore StructureId structure,
      String code,
      String label,
      SchoolId school,
      long position,
      LocalDate day,
      @JsonIgnore Period period,
      List<IndicatorLine> indicators,
      List<StudentView> students,
      @JsonIgnore List<Part> parts) {}

  /** The students of a class today without figures: for pages about one thing of theirs. */
  record Roll(
      StructureId structure,
      String code,
      SchoolId school,
      LocalDate day,
      Period period,
      List<StudentView> students) {}

  /** What a request for a class means. */
  private record Asked(
      StructureId structure,
      DeclaredStructure declared,
      Aspects group,
      long position,
      @Nullable Long at,
      LocalDate today,
      Period period) {
    String code() {
      return declared.called(structure).code();
    }

    LocalDate day() {
      return period.until();
    }

    boolean isPast() {
      return at != null || !day().equals(today);
    }
  }

  /**
   * The students of a class today.
   *
   * @param parts of their files that are shown, by their names
   */
  Roll roll(StructureId structure, Set<String> parts) {
    Asked asked = asked(structure, null, null, null);
    List<StudentView> students =
        visibility.aggregatesOnly()
            ? List.of()
            : followUps.views(
                members(asked.group, asked.day()), asked.position, asked.period.from(), parts);
    return new Roll(
        structure, asked.code(), structure.school(), asked.day(), asked.period, students);
  }

  /** The class as it stands, in the current school year. */
  public View view(StructureId structure) {
    return view(structure, null, null, null);
  }

  /**
   * The class as it is known, or was at {@code asOf}, in the days that are asked for; its members
   * are those of the last day. What lies ahead is listed unless a last day is asked for.
   */
  View view(
      StructureId structure,
      @Nullable String asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    return view(asked(structure, asOf, from, until), until, followUps::views, this::parts);
  }

  /** As {@link #view(StructureId, String, LocalDate, LocalDate)}, with no text of a student. */
  View figures(
      StructureId structure,
      @Nullable String asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    return view(asked(structure, asOf, from, until), until, followUps::figures, this::parts);
  }

  /** The figures of a class and its students, and no parts of its file. */
  View figuresAlone(StructureId structure, @Nullable String asOf) {
    return view(
        asked(structure, asOf, null, null), null, followUps::figures, (asked, around) -> List.of());
  }

  private Asked asked(
      StructureId structure,
      @Nullable String asOf,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    long position =
        asOf == null ? readModels.position(AspectProjection.NAME) : moments.position(asOf);
    LocalDate today = asOf == null ? LocalDate.now(clock) : moments.day(asOf);
    Long at = asOf == null ? null : position;
    Period period = years.period(structure.school(), from, until == null ? today : until, at);
    Aspects group = structure(structure, at);
    DeclaredStructure declared = group.one(DeclaredStructure.class);
    Asked asked = new Asked(structure, declared, group, position, at, today, period);
    if (!declared.existsOn(asked.day())) {
      throw Refusal.notFound("followup.class-unknown", asked.code());
    }
    return asked;
  }

  private View view(
      Asked asked,
      @Nullable LocalDate until,
      Reading reading,
      BiFunction<Asked, ScopeView, List<Part>> parts) {
    StructureId structure = asked.structure;
    SchoolId school = structure.school();
    Long at = asked.at;
    LocalDate day = asked.day();
    Period period = asked.period;
    List<StudentView> students =
        reading.of(
            members(asked.group, day),
            at,
            asked.position,
            period.from(),
            until == null ? LocalDate.MAX : until);
    Scope scope = Scope.of(structure, asked.code());
    boolean figuresOnly = visibility.aggregatesOnly();
    ScopeView around = visibility.asProgram(() -> schools.view(school, scope, day, at));
    return new View(
        structure,
        asked.code(),
        asked.declared.label(),
        school,
        asked.position,
        day,
        period,
        figuresOnly || at == null && asked.isPast()
            ? answers.of(school, scope, period, at)
            : indicators.all(
                scope,
                period,
                Subjects.of(
                    students.stream().map(StudentView::aspects).toList(),
                    List.of(asked.group),
                    around,
                    schools.everybody(school, day, at))),
        figuresOnly ? List.of() : shown(students, asked.isPast()),
        parts.apply(asked, around));
  }

  private List<Part> parts(Asked asked, ScopeView around) {
    return Stream.concat(
            asked.group.parts(Tags.STRUCTURE).stream(),
            files.onClasses(asked.structure.school(), asked.at, around.overlapping()).stream())
        .toList();
  }

  /** What a class is called today, whether it still exists or not. */
  Called called(StructureId structure) {
    return structure(structure, null).one(DeclaredStructure.class).called(structure);
  }

  /** The day on which the first was recorded of a class; none if nothing was. */
  Optional<LocalDate> firstDay(StructureId structure) {
    return log
        .read(EventCriteria.havingTags(Tag.of(Tags.STRUCTURE, structure.toString())), 0, 1)
        .stream()
        .map(event -> past.day(event.recordedAt()))
        .findFirst();
  }

  /** How students are read. */
  private interface Reading {
    List<StudentView> of(
        Collection<StudentId> students,
        @Nullable Long at,
        long position,
        LocalDate first,
        LocalDate last);
  }

  private Aspects structure(StructureId structure, @Nullable Long at) {
    if (at != null) {
      return past.at(Tags.STRUCTURE, List.of(structure), at).of(structure);
    }
    return Objects.requireNonNull(
        live.opened(List.of(structure), Tags.STRUCTURE).get(structure.toString()));
  }

  /** Who belongs to it on a day, in the order of arrival. */
  static List<StudentId> members(Aspects group, LocalDate day) {
    return group.byEntry(RollLine.class).entrySet().stream()
        .filter(line -> line.getValue().on(day))
        .map(line -> StudentId.of(line.getKey()))
        .toList();
  }

  /** Who was in the class once, and has gone where the reader does not follow, only counts. */
  private List<StudentView> shown(List<StudentView> students, boolean past) {
    return students.stream().filter(view -> !past || visibility.reaches(view.student())).toList();
  }

  /** A class's follow-up over HTTP. */
  @RestController
  static class Endpoint {
    private final ClassFollowUps classes;

    Endpoint(ClassFollowUps classes) {
      this.classes = classes;
    }

    @GetMapping("/api/classes/{code}/follow-up")
    @Allowed(who = Who.STAFF, over = Over.CLASS)
    @Parameter(name = "code", in = ParameterIn.PATH, schema = @Schema(type = "string"))
    @Parameter(name = "school", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    View followUp(
        @Parameter(hidden = true) @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
        @RequestParam(required = false) @Nullable String asOf,
        @RequestParam(required = false) @Nullable LocalDate from,
        @RequestParam(required = false) @Nullable LocalDate until) {
      return classes.view(structure, asOf, from, until);
    }

    /** For every code there can be: not all of them can stand in a path. */
    @GetMapping("/api/classes/follow-up")
    @Allowed(who = Who.STAFF, over = Over.CLASS)
    @Parameter(
        name = "class",
        in = ParameterIn.QUERY,
        required = true,
        schema = @Schema(type = "string"))
    @Parameter(name = "school", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    View followUpOf(
        @Parameter(hidden = true) @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
        @RequestParam(required = false) @Nullable String asOf,
        @RequestParam(required = false) @Nullable LocalDate from,
        @RequestParam(required = false) @Nullable LocalDate until) {
      return classes.view(structure, asOf, from, until);
    }
  }
}
