package fr.jalons.evaluation;

import fr.jalons.platform.testing.DataFiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An attempt to tell whose ballot is whose, by somebody who has a database: the tables or their
 * files. Whatever stands near the name of a survey is tried as the key of its ballots.
 */
public record Linking(JdbcClient jdbc, UUID survey, List<UUID> suspects) {
  private static final int KEY = 32;
  private static final int NEAR = 300;
  private static final Pattern BYTES = Pattern.compile("\\\\x([0-9a-f]{%d,})".formatted(2 * KEY));

  /** How many of the suspects' ballots a dump of all tables gives away. */
  int inTables() {
    List<byte[]> candidates = new ArrayList<>();
    for (String table : tables()) {
      jdbc.sql("select t::text from %s t where t::text like ?".formatted(table))
          .param("%" + survey + "%")
          .query(String.class)
          .list()
          .forEach(
              row -> {
                Matcher found = BYTES.matcher(row.replace("\\\\", "\\"));
                while (found.find()) {
                  candidates.add(HexFormat.of().parseHex(evenly(found.group(1))));
                }
              });
    }
    return linked(candidates.stream());
  }

  /** How many the files of the database give away. */
  int inFiles() {
    byte[] name = survey.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(survey.getMostSignificantBits())
            .putLong(survey.getLeastSignificantBits())
            .array();
    return linked(
        contents()
            .flatMap(file -> Stream.concat(near(name, file).stream(), near(bytes, file).stream())));
  }

  /** The files that hold these bytes. */
  public long filesWith(byte[] wanted) {
    return contents().filter(file -> !near(wanted, file).isEmpty()).count();
  }

  private List<String> tables() {
    return jdbc.sql(
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
            """)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private Stream<byte[]> contents() {
    jdbc.sql("checkpoint").update();
    Path directory =
        Path.of(
            jdbc.sql(
                    """
                    select current_setting('data_directory') || '/base/' || oid
                    from pg_database where datname = current_database()
                    """)
                .query(String.class)
                .single());
    List<byte[]> contents = new ArrayList<>();
    DataFiles.under(directory, contents::add);
    return contents.stream();
  }

  private static List<byte[]> near(byte[] wanted, byte[] file) {
    List<byte[]> found = new ArrayList<>();
    for (int at = 0; at + wanted.length <= file.length; at++) {
      if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
        found.add(
            Arrays.copyOfRange(
                file, Math.max(0, at - NEAR), Math.min(file.length, at + wanted.length + NEAR)));
      }
    }
    return found;
  }

  private int linked(Stream<byte[]> places) {
    Set<String> ballots = new HashSet<>(ballots());
    return places
        .flatMap(Linking::windows)
        .mapToInt(
            key ->
                ballots.contains(ballot(key, suspects.getFirst()))
                    ? (int)
                        suspects.stream().filter(who -> ballots.contains(ballot(key, who))).count()
                    : 0)
        .max()
        .orElse(0);
  }

  private static Stream<byte[]> windows(byte[] place) {
    return Stream.iterate(0, at -> at + KEY <= place.length, at -> at + 1)
        .map(at -> Arrays.copyOfRange(place, at, at + KEY));
  }

  private List<String> ballots() {
    return jdbc.sql(
            """
            select e.payload ->> 'ballot' from eventlog.event e join eventlog.event_tag t using (position)
            where t.tag = ? and e.type = 'evaluation.SurveyAnswered'
            """)
        .param("survey:" + survey)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private static String ballot(byte[] key, UUID who) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(who.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String evenly(String digits) {
    return digits.substring(0, digits.length() - digits.length() % 2);
  }
}
