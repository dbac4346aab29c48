package fr.jalons.platform.transparency;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which keys have signed a log, as the log's own database tells. A node that has another key does
 * not start, even where the files with the former key's checkpoints are gone.
 */
final class KnownLogKeys {
  private KnownLogKeys() {}

  /**
   * Writes the key of these files down, if the log has none yet or if it replaces the last one.
   *
   * @throws LogKeyException if the log was signed with another key
   */
  static void admit(DataSource dataSource, CheckpointFiles files) {
    JdbcClient jdbc = JdbcClient.create(dataSource);
    List<String> known = known(jdbc);
    if (known.isEmpty() || !isKnown(known, files) && replacesLast(known, files)) {
      jdbc.sql("insert into eventlog.signing_key (verifier) values (?)")
          .param(files.key().verifier())
          .update();
      known = known(jdbc); // two nodes may have started at once
    }
    if (!isKnown(known, files)) {
      throw new LogKeyException(
          "This log was signed with the key %s, and this node has another one. Put that key back, or name its file with JALONS_LOG_KEY. If it is lost, name that verifier in JALONS_LOG_KEY_REPLACES."
              .formatted(known.getLast()),
          null);
    }
  }

  private static List<String> known(JdbcClient jdbc) {
    return jdbc.sql("select verifier from eventlog.signing_key order by number")
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** The last one counts: a key that was replaced signs no more. */
  private static boolean isKnown(List<String> known, CheckpointFiles files) {
    return !known.isEmpty() && LogKey.ofVerifier(known.getLast()).isSameKey(files.key());
  }

  private static boolean replacesLast(List<String> known, CheckpointFiles files) {
    return files.accepts(LogKey.ofVerifier(known.getLast()));
  }
}
