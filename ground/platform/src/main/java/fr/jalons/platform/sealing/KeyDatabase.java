package fr.jalons.platform.sealing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.platform.database.Cleared;
import fr.jalons.platform.database.Rewriting;
import fr.jalons.platform.postgres.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where keys are kept: a database of its own beside the embedded one, the one of {@code
 * JALONS_KEYS_URL}, or a schema beside the log. Its connections are its own, so that a reader that
 * holds one of the others never waits for itself.
 */
public final class KeyDatabase implements AutoCloseable {
  private static final String NAME = "jalons_keys";
  private static final String SCHEMA = "keys";
  private static final int CONNECTIONS = 4;
  private static final String DUPLICATE_DATABASE = "42P04";

  private final HikariDataSource pool;

  private KeyDatabase(HikariConfig config) {
    config.setPoolName("jalons-keys");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    pool = new HikariDataSource(config);
    Flyway.configure()
        .dataSource(pool)
        .schemas(SCHEMA)
        .locations("classpath:db/keys")
        .placeholderReplacement(false)
        .load()
        .migrate();
  }

  /** The one at an address, which holds the account too unless it is given. */
  public static KeyDatabase at(String url, @Nullable String user, @Nullable String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    if (user != null && !user.isBlank()) {
      config.setUsername(user);
      config.setPassword(password);
    }
    return new KeyDatabase(config);
  }

  /** One of its own on the embedded server. */
  static KeyDatabase on(EmbeddedDatabase server) {
    HikariConfig main = new HikariConfig();
    main.setJdbcUrl(server.jdbcUrl());
    main.setUsername(server.user());
    main.setPassword(server.password());
    main.setMaximumPoolSize(1);
    try (HikariDataSource creating = new HikariDataSource(main);
        Connection connection = creating.getConnection();
        Statement statement = connection.createStatement();
        ResultSet there =
            statement.executeQuery("select from pg_database where datname = '" + NAME + "'")) {
      if (!there.next()) {
        statement.execute("create database " + NAME);
      }
    } catch (SQLException e) {
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
        throw new IllegalStateException("The database of keys cannot be made.", e);
      }
    }
    String url = server.jdbcUrl();
    return at(url.substring(0, url.lastIndexOf('/') + 1) + NAME, server.user(), server.password());
  }

  /** A schema of the database that holds the log. */
  static KeyDatabase beside(DataSource log) {
    try {
      HikariDataSource main = log.unwrap(HikariDataSource.class);
      return at(main.getJdbcUrl(), main.getUsername(), main.getPassword());
    } catch (SQLException e) {
      throw new IllegalStateException("The keys need JALONS_KEYS_URL.", e);
    }
  }

  JdbcClient jdbc() {
    return JdbcClient.create(pool);
  }

  /** Leaves nothing on disk of the keys that were destroyed, wrapped as they are. */
  public Cleared rewrite() {
    return new Rewriting(SCHEMA, pool).of(List.of(SCHEMA));
  }

  @Override
  public void close() {
    pool.close();
  }
}
