package fr.jalons.platform.transparency;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The verifiers of all keys that have signed a log, as the log's own database keeps them. A
 * checkpoint that an auditor has kept can be checked even when the key that signed it is gone.
 */
final class KnownLogKeys {
  private static final Logger LOG = LoggerFactory.getLogger(KnownLogKeys.class);

  private final JdbcClient jdbc;

  KnownLogKeys(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Writes a key down, if the log does not know it yet. */
  void admit(LogKey key) {
    List<LogKey> known = all();
    if (known.stream().noneMatch(key::isSameKey)) {
      if (!known.isEmpty()) {
        LOG.warn(
            "This node signs the log with another key than {}. Nodes of one log share JALONS_LOG_KEY.",
            known.getLast().verifier());
      }
      jdbc.sql("insert into eventlog.signing_key (verifier) values (?)")
          .param(key.verifier())
          .update();
    }
  }

  /** In the order in which they came. */
  List<LogKey> all() {
    return jdbc.sql("select verifier from eventlog.signing_key order by number")
        .query((row, number) -> LogKey.ofVerifier(row.getString(1)))
        .list();
  }
}
