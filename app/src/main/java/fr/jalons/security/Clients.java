package fr.jalons.security;

import fr.jalons.platform.database.Migrations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The programs that may fetch tokens in their own name. */
@Component
class Clients implements RegisteredClientRepository {
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;

  Clients(JdbcClient jdbc, PasswordEncoder passwords, Migrations migrated) {
    this.jdbc = jdbc;
    this.passwords = passwords;
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String id) {
    return jdbc.sql("select secret_hash from security.client where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(hash -> client(id, hash))
        .orElse(null);
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  private static RegisteredClient client(String id, String secretHash) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret(secretHash)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build())
        .build();
  }

  /** Called when a secret deserves a stronger hash than it has. */
  @Override
  public void save(RegisteredClient client) {
    jdbc.sql("update security.client set secret_hash = :hash where id = :id")
        .param("id", client.getClientId())
        .param("hash", client.getClientSecret())
        .update();
  }

  /** Creates a client, or changes its secret. */
  void put(String id, String secret, boolean demo) {
    jdbc.sql(
            """
            insert into security.client (id, secret_hash, demo) values (:id, :hash, :demo)
            on conflict (id) do update
            set secret_hash = excluded.secret_hash, demo = excluded.demo
            """)
        .param("id", id)
        .param("hash", passwords.encode(secret))
        .param("demo", demo)
        .update();
  }

  void removeDemo() {
    jdbc.sql("delete from security.client where demo").update();
  }
}
