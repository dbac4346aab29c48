package fr.jalons.indicators;

import fr.jalons.events.SchoolId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** On pages that are of a school year: links to the same page in another one. */
@Component
public class YearSwitch {
  private final SchoolYears years;
  private final Clock clock;

  YearSwitch(SchoolYears years, Clock clock) {
    this.years = years;
    this.clock = clock;
  }

  /** A year, and where the page shows it. */
  public record Link(String label, String address, boolean chosen) {}

  /**
   * For a page that takes {@code from} and {@code until}; the present year needs neither.
   *
   * @param path the page, with what else it takes, encoded
   * @param from what the page shows now; null for what it shows if nothing is asked for
   */
  public List<Link> ofPeriods(SchoolId school, String path, @Nullable LocalDate from) {
    LocalDate today = LocalDate.now(clock);
    return years.years(school).stream()
        .map(
            year -> {
              boolean present = year.covers(today);
              boolean chosen = from == null ? present : year.covers(from);
              return present ? new Link(year.label(), path, chosen) : link(year, path, chosen);
            })
        .toList();
  }

  /**
   * For a page that takes {@code from} and {@code until}, and shows all years if neither is asked
   * for.
   */
  public List<Link> ofYears(SchoolId school, String path, @Nullable LocalDate from) {
    return years.years(school).stream()
        .map(year -> link(year, path, from != null && year.covers(from)))
        .toList();
  }

  private static Link link(SchoolYears.Year year, String path, boolean chosen) {
    String address =
        UriComponentsBuilder.fromUriString(path)
            .queryParam("from", year.first())
            .queryParam("until", year.last())
            .build(true)
            .toUriString();
    return new Link(year.label(), address, chosen);
  }

  /**
   * For a page that takes {@code asOf}: a year that is over is shown as it stood on its last day.
   *
   * @param day what the page shows now
   */
  public List<Link> ofMoments(SchoolId school, String path, LocalDate day) {
    LocalDate today = LocalDate.now(clock);
    return years.years(school).stream()
        .filter(year -> !year.first().isAfter(today))
        .map(
            year -> {
              UriComponentsBuilder address = UriComponentsBuilder.fromUriString(path);
              if (!year.covers(today)) {
                address.queryParam("asOf", year.last());
              }
              return new Link(year.label(), address.build(true).toUriString(), year.covers(day));
            })
        .toList();
  }
}
