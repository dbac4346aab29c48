package fr.jalons.indicators;

import fr.jalons.access.Moments;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.aspects.Period;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
  private final ScopeReading scopes;
  private final Moments moments;
  private final SchoolYears years;
  private final Clock clock;

  ShowIndicators(
      IndicatorAnswers answers,
      IndicatorLines lines,
      Indicators indicators,
      Folds folds,
      ScopeReading scopes,
      Moments moments,
      SchoolYears years,
      Clock clock) {
    this.answers = answers;
    this.lines = lines;
    this.indicators = indicators;
    this.folds = folds;
    this.scopes = scopes;
    this.moments = moments;
    this.years = years;
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
                    !one.isOfScopes() && folds.of(one.aspect()).of().equals(Tags.SCHOOL)
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
    Long at = asOf == null || asOf.isBlank() ? null : moments.position(asOf);
    LocalDate today = asOf == null || at == null ? LocalDate.now(clock) : moments.day(asOf);
    LocalDate last = until == null ? today : until;
    ScopeReading.Found found = scopes.found(schoolClass, group, track, school, last, at);
    Period period = years.period(found.school(), from, last, at);
    return answers.of(codes, found.school(), found.scope(), period, at);
  }
}
