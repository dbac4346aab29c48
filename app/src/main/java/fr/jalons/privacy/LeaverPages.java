package fr.jalons.privacy;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.indicators.SchoolYears;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Spelling;
import fr.jalons.marks.Who;
import fr.jalons.school.Directory;
import fr.jalons.steering.SchoolFiles;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who has left which class when, and until when their names are kept. Files of the roster tell the
 * days, and only they correct them.
 */
@Controller
class LeaverPages {
  private final JdbcClient jdbc;
  private final Retention retention;
  private final SchoolYears years;
  private final SchoolFiles files;
  private final Directory directory;

  LeaverPages(
      JdbcClient jdbc,
      Retention retention,
      SchoolYears years,
      SchoolFiles files,
      Directory directory) {
    this.jdbc = jdbc;
    this.retention = retention;
    this.years = years;
    this.files = files;
    this.directory = directory;
  }

  /**
   * Somebody who has left, or is going to.
   *
   * @param className the last class that they were in
   * @param leftOn the first day of absence
   * @param ahead whether that day is still to come
   * @param erasedOn null if nobody is erased by the passing of time
   */
  public record Line(
      StudentId student,
      String name,
      @Nullable String className,
      LocalDate leftOn,
      LocalDate knownOn,
      boolean ahead,
      @Nullable LocalDate erasedOn) {}

  /** Those of one school year, by class and name. */
  public record Year(int year, String label, List<Line> lines) {}

  /**
   * The page.
   *
   * @param year only those who left in the school year that began then
   * @param q only those whose names or class contain each of these words
   */
  @GetMapping("/rosters/leavers")
  @Allowed(who = Who.DIRECTION, over = Over.NAMES)
  String page(
      @RequestParam(required = false) @Nullable SchoolId school,
      @RequestParam(required = false) @Nullable Integer year,
      @RequestParam(defaultValue = "") String q,
      Model model) {
    SchoolId meant = files.meant(school);
    List<Year> all = byYear(meant, lines(meant));
    model.addAttribute("school", meant.uai());
    model.addAttribute("all", all);
    model.addAttribute("year", year);
    model.addAttribute("q", q);
    model.addAttribute(
        "shown",
        all.stream()
            .filter(one -> year == null || one.year() == year)
            .map(one -> new Year(one.year(), one.label(), found(one.lines(), q)))
            .filter(one -> !one.lines().isEmpty())
            .toList());
    return "privacy/leavers";
  }

  private static List<Line> found(List<Line> lines, String q) {
    List<String> words =
        Stream.of(Spelling.folded(q).strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
    return lines.stream()
        .filter(
            line -> {
              String text = Spelling.folded(line.name() + ' ' + line.className());
              return words.stream().allMatch(text::contains);
            })
        .toList();
  }

  /** Those whom the reader may see. */
  private List<Line> lines(SchoolId school) {
    LocalDate today = retention.today();
    Map<StudentId, LocalDate> erased = new HashMap<>();
    retention.preview(LocalDate.MAX).forEach(due -> erased.put(due.student(), due.erasedOn()));
    Map<StudentId, ErasureRows.Leaver> left = new HashMap<>();
    Map<StudentId, String> classes = new HashMap<>();
    jdbc.sql(
            """
            select l.student, l.school, l.left_on, l.known_on,
              coalesce((
                select s.code from planning.membership m join planning.structure s on s.id = m.structure
                where m.student = l.student and s.kind = 'CLASS'
                order by m."from" < l.left_on desc, m."from" desc limit 1), '') as class
            from privacy.leaver l join identity.student st on st.id = l.student
            where l.school = ?
            """)
        .param(school.uai())
        .query(
            row -> {
              StudentId student = new StudentId(row.getObject("student", UUID.class));
              left.put(
                  student,
                  new ErasureRows.Leaver(
                      student,
                      school,
                      row.getObject("left_on", LocalDate.class),
                      row.getObject("known_on", LocalDate.class)));
              classes.put(student, row.getString("class"));
            });
    List<Line> lines = new ArrayList<>();
    directory
        .byName(left.keySet())
        .forEach(
            (student, name) -> {
              ErasureRows.Leaver leaver = left.get(student);
              String className = classes.getOrDefault(student, "");
              if (leaver != null) {
                lines.add(
                    new Line(
                        student,
                        name,
                        className.isEmpty() ? null : className,
                        leaver.leftOn(),
                        leaver.knownOn(),
                        leaver.leftOn().isAfter(today),
                        erased.get(student)));
              }
            });
    return lines;
  }

  /** The latest first. Whoever is absent from the first day on has left in the year before. */
  private List<Year> byYear(SchoolId school, List<Line> lines) {
    List<SchoolYears.Year> told = years.years(school);
    Map<Integer, List<Line>> byYear = new TreeMap<>(Comparator.reverseOrder());
    for (Line line : lines) {
      byYear
          .computeIfAbsent(year(line.leftOn().minusDays(1), told), one -> new ArrayList<>())
          .add(line);
    }
    return byYear.entrySet().stream()
        .map(
            one ->
                new Year(
                    one.getKey(),
                    one.getKey() + "-" + (one.getKey() + 1),
                    one.getValue().stream()
                        .sorted(
                            Comparator.comparing(
                                line -> line.className() == null ? "" : line.className()))
                        .toList()))
        .toList();
  }

  /** Of a day before any year that was told, the year by the calendar. */
  private static int year(LocalDate day, List<SchoolYears.Year> told) {
    return told.stream()
        .filter(year -> year.covers(day))
        .map(SchoolYears.Year::year)
        .findFirst()
        .orElse(
            day.getMonthValue() < Month.SEPTEMBER.getValue() ? day.getYear() - 1 : day.getYear());
  }
}
