package fr.jalons.indicators;

import fr.jalons.access.Moments;
import fr.jalons.access.Visibility;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.CodeResolver;
import fr.jalons.school.CodeResolver.Refusals;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Indicators over HTTP. */
@RestController
class ShowIndicators {
  private final IndicatorAnswers answers;
  private final IndicatorLines lines;
  private final Indicators indicators;
  private final Folds folds;
  private final CodeResolver codes;
  private final Moments moments;
  private final Visibility visibility;
  private final Clock clock;

  ShowIndicators(
      IndicatorAnswers answers,
      IndicatorLines lines,
      Indicators indicators,
      Folds folds,
      CodeResolver codes,
      Moments moments,
      Visibility visibility,
      Clock clock) {
    this.answers = answers;
    this.lines = lines;
    this.indicators = indicators;
    this.folds = folds;
    this.codes = codes;
    this.moments = moments;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * What an indicator is.
   *
   * @param scopes of which it can be asked
   * @param aboutStudents whether students stand behind its denominator
   */
  record Definition(
      String code,
      String label,
      String formula,
      Indicator.Unit unit,
      String version,
      List<Scope.Kind> scopes,
      boolean aboutStudents) {}

  @GetMapping("/api/indicators/definitions")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  List<Definition> definitions() {
    return indicators.all().stream()
        .map(
            one ->
                new Definition(
                    one.code(),
                    lines.label(one),
                    lines.formula(one),
                    one.unit(),
                    Integer.toString(one.version()),
                    folds.of(one.aspect()).of().equals(Tags.SCHOOL)
                        ? List.of(Scope.Kind.SCHOOL)
                        : List.of(
                            Scope.Kind.CLASS,
                            Scope.Kind.GROUP,
                            Scope.Kind.TRACK,
                            Scope.Kind.SCHOOL),
                    one.aboutStudents()))
        .toList();
  }

  @GetMapping("/api/indicators")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  List<IndicatorLine> indicators(
      @Parameter(description = "code of a class") @RequestParam(name = "class", required = false)
          @Nullable String schoolClass,
      @Parameter(description = "code of a group") @RequestParam(required = false)
          @Nullable String group,
      @Parameter(description = "a track: digits 4 to 8 of the national code of its classes")
          @RequestParam(required = false)
          @Nullable String track,
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate until,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable Set<String> codes) {
    if (Stream.of(schoolClass, group, track).filter(Objects::nonNull).count() > 1) {
      throw Refusal.invalid("scope", "indicators.one-scope");
    }
    Long at = asOf == null || asOf.isBlank() ? null : moments.position(asOf);
    LocalDate today = at == null ? LocalDate.now(clock) : moments.day(at);
    Period period = period(from, until == null ? today : until);
    Found found = found(schoolClass, group, track, school, period.until(), at);
    return answers.of(found.school, found.scope, period, at).stream()
        .filter(line -> codes == null || codes.contains(line.code()))
        .toList();
  }

  private Period period(@Nullable LocalDate from, LocalDate until) {
    Period year = lines.yearUntil(until);
    if (from != null && from.isAfter(until)) {
      throw Refusal.invalid("from", "indicators.period");
    }
    return from == null ? year : new Period(from, until, year.zone());
  }

  private record Found(SchoolId school, Scope scope) {}

  private Found found(
      @Nullable String schoolClass,
      @Nullable String group,
      @Nullable String track,
      @Nullable SchoolId school,
      LocalDate day,
      @Nullable Long at) {
    if (schoolClass != null) {
      return structure(StructureId.Kind.CLASS, Scope.Kind.CLASS, schoolClass, school, day, at);
    }
    if (group != null) {
      return structure(StructureId.Kind.GROUP, Scope.Kind.GROUP, group, school, day, at);
    }
    SchoolId meant =
        codes.school(
            school,
            new Refusals(
                () -> Refusal.notFound("indicators.school-unknown"), () -> several("school")));
    if (!visibility.reachesWhole(meant)) {
      throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of("scope", "access.out-of-reach")));
    }
    return new Found(
        meant, new Scope(track == null ? Scope.Kind.SCHOOL : Scope.Kind.TRACK, track, meant.uai()));
  }

  private Found structure(
      StructureId.Kind kind,
      Scope.Kind scope,
      String code,
      @Nullable SchoolId school,
      LocalDate day,
      @Nullable Long at) {
    StructureId structure =
        codes.structure(
            kind,
            code,
            school,
            day,
            at == null ? Long.MAX_VALUE : at,
            new Refusals(
                () -> Refusal.notFound("followup.class-unknown", code), () -> several(code)));
    if (!visibility.reaches(structure)) {
      throw Refusal.notFound("access.out-of-reach");
    }
    return new Found(
        structure.school(), new Scope(scope, structure.code(), structure.school().uai()));
  }

  private static Refusal several(String code) {
    return new Refusal(
        Refusal.Kind.UNPROCESSABLE, List.of(Fault.of("school", "followup.class-ambiguous", code)));
  }
}
