package fr.jalons.database;

import fr.jalons.platform.postgres.EmbeddedDatabase;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The embedded database, unless {@code SPRING_DATASOURCE_URL} names another. The connection pool is
 * made from it, therefore closed before it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("environment.getProperty('spring.datasource.url', '').isBlank()")
class OwnDatabase {
  @Bean(destroyMethod = "close")
  EmbeddedDatabase embeddedDatabase(@Value("${jalons.data}") Path directory) {
    return EmbeddedDatabase.open(directory.toAbsolutePath());
  }

  @Bean
  JdbcConnectionDetails connectionDetails(EmbeddedDatabase database) {
    return new Details(database);
  }

  private record Details(EmbeddedDatabase database) implements JdbcConnectionDetails {
    @Override
    public String getJdbcUrl() {
      return database.jdbcUrl();
    }

    @Override
    public String getUsername() {
      return database.user();
    }

    @Override
    public String getPassword() {
      return database.password();
    }
  }
}
