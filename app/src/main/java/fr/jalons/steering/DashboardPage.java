package fr.jalons.steering;

import fr.jalons.access.Moments;
import fr.jalons.events.SchoolId;
import fr.jalons.indicators.IndicatorAnswers;
import fr.jalons.indicators.IndicatorLine;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.indicators.Scope;
import fr.jalons.indicators.YearSwitch;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.Period;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The indicators of a school, its tracks and its classes side by side. */
@Controller
class DashboardPage {
  private final IndicatorAnswers answers;
  private final SchoolYears years;
  private final Moments moments;
  private final SchoolFiles files;
  private final YearSwitch switches;
  private final Clock clock;

  DashboardPage(
      IndicatorAnswers answers,
      SchoolYears years,
      Moments moments,
      SchoolFiles files,
      YearSwitch switches,
      Clock clock) {
    this.answers = answers;
    this.years = years;
    this.moments = moments;
    this.files = files;
    this.switches = switches;
    this.clock = clock;
  }

  /**
   * One indicator, or a part of its breakdown.
   *
   * @param of any line of it: its label and formula are the same for all
   * @param cells its line for each scope that has one
   */
  record Row(IndicatorLine of, Map<Scope, IndicatorLine> cells) {}

  @GetMapping("/school")
  @Allowed(who = Who.STAFF, over = Over.SCHOOL)
  String dashboard(
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate until,
      Model model) {
    String moment = asOf == null || asOf.isBlank() ? null : asOf;
    SchoolId meant = files.meant(school);
    Long at = moment == null ? null : moments.position(moment);
    LocalDate last =
        Objects.requireNonNullElseGet(
            until, () -> moment == null ? LocalDate.now(clock) : moments.day(moment));
    Period period = years.period(meant, from, last, at);
    SequencedMap<Scope, List<IndicatorLine>> overview = answers.overview(meant, period, at);
    model.addAttribute("school", meant);
    model.addAttribute("period", period);
    model.addAttribute("scopes", overview.keySet());
    model.addAttribute("rows", rows(overview));
    model.addAttribute("asOf", moment);
    model.addAttribute("from", from);
    model.addAttribute("until", until);
    model.addAttribute(
        "years", switches.ofPeriods(meant, "/school?school=" + meant, period.from()));
    return "indicators/school";
  }

  /** Totals only: a breakdown has other parts at each scope. */
  private static List<Row> rows(SequencedMap<Scope, List<IndicatorLine>> overview) {
    SequencedMap<String, Row> rows = new LinkedHashMap<>();
    overview.forEach(
        (scope, lines) ->
            lines.stream()
                .filter(line -> line.by() == null)
                .forEach(
                    line ->
                        rows.computeIfAbsent(line.code(), code -> new Row(line, new HashMap<>()))
                            .cells
                            .put(scope, line)));
    return List.copyOf(rows.values());
  }
}
