package fr.jalons.evaluation.publications;

import fr.jalons.events.PublicationEvent.Figure;
import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.PublicationEvent.ReadingAcknowledged;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Distinct;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The publications of a school that stand, as counts (S31): what they say is read where they are
 * kept.
 */
@Aspect(name = "publications", of = Tags.SCHOOL)
record Published(Map<UUID, One> standing) {
  private static final int ROWS = 48;

  /** Different rows of the grid in publications of the period ÷ 48. */
  static final Indicator PUBLISHED =
      Indicator.of("S31", 1, Published.class, Published::rows).aboutNoStudents();

  /** Readings of publications of the period ÷ the people they address. */
  static final Indicator READERS =
      Indicator.of("S31.readers", 1, Published.class, Published::readers).aboutNoStudents();

  /** Publications of the period. */
  static final Evidence ALL =
      Evidence.within(
              "publications",
              Published.class,
              Set.of(),
              (school, period) -> school.one(Published.class).in(period))
          .on("/publications");

  /** How often they were read. */
  static final Evidence READINGS =
      Evidence.within(
              "readings",
              Published.class,
              Set.of(),
              (school, period) ->
                  school
                      .one(Published.class)
                      .in(period)
                      .flatMap(one -> Stream.generate(() -> one).limit(one.readings)))
          .on("/publications");

  /**
   * One publication.
   *
   * @param rows codes of indicators that are no second ones of a row, in order
   */
  record One(LocalDate on, List<String> rows, int addressees, int readings) {
    One read() {
      return new One(on, rows, addressees, readings + 1);
    }
  }

  static Published none() {
    return new Published(Map.of());
  }

  Published evolve(IndicatorsPublished event) {
    List<String> rows =
        event.figures().stream()
            .map(Figure::code)
            .filter(code -> !code.contains("."))
            .distinct()
            .sorted()
            .toList();
    int addressees = event.addressees().values().stream().mapToInt(Integer::intValue).sum();
    return with(event.publication(), one -> new One(event.publishedOn(), rows, addressees, 0));
  }

  Published evolve(ReadingAcknowledged event) {
    return standing.containsKey(event.publication().value())
        ? with(event.publication(), One::read)
        : this;
  }

  Published evolve(RecordWithdrawn event) {
    Map<UUID, One> next = new LinkedHashMap<>(standing);
    next.remove(event.record());
    return new Published(next);
  }

  private Published with(RecordId publication, UnaryOperator<One> change) {
    Map<UUID, One> next = new LinkedHashMap<>(standing);
    next.compute(publication.value(), (id, one) -> change.apply(one));
    return new Published(next);
  }

  private Stream<One> in(Period period) {
    return standing.values().stream().filter(one -> period.covers(one.on));
  }

  private Distinct rows(Period period) {
    Set<String> all =
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(row -> "S" + row)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Distinct(
        in(period).flatMap(one -> one.rows.stream()).collect(Collectors.toCollection(TreeSet::new)),
        all);
  }

  private Ratio readers(Period period) {
    return Ratio.among(
        0, in(period).mapToLong(One::readings).sum(), in(period).mapToLong(One::addressees).sum());
  }
}
