package fr.jalons.platform.readmodels;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** One rebuild at a time for each read model, on whatever node: the lock goes with a connection. */
@Component
public class RebuildLock {
  private final DataSource dataSource;

  RebuildLock(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Waits until no other thread or node rebuilds the read model, and keeps others waiting
   * meanwhile.
   */
  public void holding(String readModel, Runnable work) throws SQLException {
    try (Connection guard = dataSource.getConnection();
        PreparedStatement lock =
            guard.prepareStatement("select pg_advisory_lock(hashtextextended(?, 1))");
        PreparedStatement unlock = guard.prepareStatement("select pg_advisory_unlock_all()")) {
      lock.setString(1, readModel);
      lock.execute();
      try {
        work.run();
      } finally {
        unlock.execute();
      }
    }
  }
}
