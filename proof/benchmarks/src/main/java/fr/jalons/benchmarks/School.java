package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.ScratchServer;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Real events in numbers: the demonstration's school year as often as it takes, each time as
 * another school's, with other identifiers; and one student with a long history.
 */
final class School {
  static final UUID LONG_STUDENT = new UUID(0x4c4f4e47L, 1);
  static final int LONG_HISTORY = 300;

  private static final Pattern IDENTIFIER =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern CLASS = Pattern.compile("\\b[12]CAP(PSR|EPC)\\b");
  private static final Pattern SCHOOL = Pattern.compile("\\b\\d{7}[A-Z]\\b");
  private static final String CHECK_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

  private final List<Past> year;

  private School(List<Past> year) {
    this.year = year;
  }

  /** Lets the program itself live through its demonstration, and takes the events. */
  static School demonstration(ScratchServer server, Path directory) throws Exception {
    String url = server.newDatabase();
    try (JalonsProcess demo = process(server, url, directory, true)) {
      demo.start();
    }
    try (HikariDataSource pool = server.pool(url)) {
      return in(pool);
    }
  }

  /** What a log holds. */
  static School in(HikariDataSource pool) throws Exception {
    return new School(read(pool));
  }

  /** The same as often again, of other people in other classes of the same school. */
  Iterator<Past> again(int copies) {
    return LongStream.rangeClosed(1, copies)
        .boxed()
        .flatMap(number -> copy(text -> otherClasses(text, number)))
        .iterator();
  }

  /** Jalons on a database of this server. */
  static JalonsProcess process(ScratchServer server, String url, Path directory, boolean demo)
      throws IOException {
    return new JalonsProcess(directory, demo)
        .with("SPRING_DATASOURCE_URL", url)
        .with("SPRING_DATASOURCE_USERNAME", server.user())
        .with("SPRING_DATASOURCE_PASSWORD", server.password());
  }

  private static List<Past> read(HikariDataSource pool) throws Exception {
    List<Past> events = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select e.*, array(select tag from eventlog.event_tag t where t.position = e.position) as tags
                from eventlog.event e order by position
                """)) {
      while (rows.next()) {
        events.add(
            new Past(
                rows.getObject("id", UUID.class),
                rows.getString("type"),
                rows.getString("revision"),
                rows.getString("payload"),
                rows.getString("metadata"),
                rows.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                Set.copyOf(Arrays.asList((String[]) rows.getArray("tags").getArray()))));
      }
    }
    return events;
  }

  /** At least so many events, and after them the student with the long history. */
  Iterator<Past> history(long events) {
    long copies = Math.ceilDiv(events, year.size());
    return Stream.concat(
            LongStream.range(0, copies)
                .boxed()
                .flatMap(number -> copy(text -> anotherSchool(text, number))),
            longHistory())
        .iterator();
  }

  private Stream<Past> copy(UnaryOperator<String> other) {
    return year.stream()
        .map(
            event ->
                new Past(
                    UUID.fromString(other.apply(event.id().toString())),
                    event.type(),
                    event.revision(),
                    other.apply(event.payload()),
                    other.apply(event.metadata()),
                    event.recordedAt(),
                    event.tags().stream().map(other).collect(Collectors.toSet())));
  }

  private static String anotherSchool(String text, long number) {
    return SCHOOL.matcher(others(text, number)).replaceAll(found -> school(number));
  }

  private static String otherClasses(String text, long number) {
    return CLASS.matcher(others(text, number)).replaceAll(found -> found.group() + "X" + number);
  }

  private static String others(String text, long number) {
    return IDENTIFIER
        .matcher(text)
        .replaceAll(
            found ->
                UUID.nameUUIDFromBytes((found.group() + number).getBytes(StandardCharsets.UTF_8))
                    .toString());
  }

  /** The national number of a copy. */
  private static String school(long number) {
    return number(880_000 + number);
  }

  /** A school's national number: seven digits and the letter that checks them. */
  static String number(long digits) {
    return "%07d%s".formatted(digits, CHECK_LETTERS.charAt((int) (digits % 23)));
  }

  private Stream<Past> longHistory() {
    Instant last = year.getLast().recordedAt();
    Past enrolment =
        past(
            "planning.StudentRegistered",
            "{\"student\":\"" + LONG_STUDENT + "\",\"school\":\"" + school(0) + "\"}",
            last);
    return Stream.concat(
        Stream.of(enrolment),
        LongStream.range(1, LONG_HISTORY)
            .mapToObj(
                i ->
                    past(
                        Sample.TYPE,
                        Sample.payload(new UUID(0x4e454544L, i), LONG_STUDENT),
                        last)));
  }

  private static Past past(String type, String payload, Instant at) {
    return new Past(
        UUID.randomUUID(),
        type,
        "1",
        payload,
        Sample.metadata(UUID.randomUUID()),
        at,
        Set.of("student:" + LONG_STUDENT));
  }
}
