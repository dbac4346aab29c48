package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.platform.database.Migrations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/**
 * The programs that may fetch tokens: in their own name if they have a secret, in the name of a
 * person who lets them if they have an address to which the browser comes back.
 */
@Component
class Clients implements RegisteredClientRepository {
  /** Of a program's own token. */
  static final Duration TOKEN_LIFE = Duration.ofHours(1);

  /** Of a token in somebody's name: the program sends the browser again. */
  static final Duration PERSONAL_TOKEN_LIFE = Duration.ofMinutes(15);

  static final Duration CODE_LIFE = Duration.ofMinutes(1);

  /** Setting of a registered client: the one school that it reaches. */
  static final String SCHOOL = "jalons.school";

  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;

  Clients(JdbcClient jdbc, PasswordEncoder passwords, Migrations migrated) {
    this.jdbc = jdbc;
    this.passwords = passwords;
  }

  /**
   * A program.
   *
   * @param school null: all schools of the installation
   * @param redirectUris where a browser may come back to with a code; none: it acts in its own name
   * @param confidential whether it has a secret
   */
  record Client(
      String id,
      Set<TokenScope> scopes,
      @Nullable SchoolId school,
      Set<String> redirectUris,
      boolean confidential) {}

  @Override
  public @Nullable RegisteredClient findByClientId(String id) {
    return jdbc.sql("select * from security.client where id = :id")
        .param("id", id)
        .query((row, number) -> registered(client(row), row.getString("secret_hash")))
        .optional()
        .orElse(null);
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  private static RegisteredClient registered(Client client, @Nullable String secretHash) {
    RegisteredClient.Builder builder =
        RegisteredClient.withId(client.id)
            .clientId(client.id)
            .scopes(scopes -> client.scopes.forEach(scope -> scopes.add(scope.word())))
            .redirectUris(uris -> uris.addAll(client.redirectUris))
            .clientSettings(settings(client))
            .tokenSettings(tokens(client));
    if (secretHash == null) {
      builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    } else {
      builder
          .clientSecret(secretHash)
          .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
          .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    }
    return builder
        .authorizationGrantType(
            client.redirectUris.isEmpty()
                ? AuthorizationGrantType.CLIENT_CREDENTIALS
                : AuthorizationGrantType.AUTHORIZATION_CODE)
        .build();
  }

  /** Whoever registers a program trusts it: people are not asked once more. PKCE is no choice. */
  private static ClientSettings settings(Client client) {
    ClientSettings.Builder settings =
        ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false);
    if (client.school != null) {
      settings.setting(SCHOOL, client.school.uai());
    }
    return settings.build();
  }

  private static TokenSettings tokens(Client client) {
    return TokenSettings.builder()
        .accessTokenTimeToLive(client.redirectUris.isEmpty() ? TOKEN_LIFE : PERSONAL_TOKEN_LIFE)
        .authorizationCodeTimeToLive(CODE_LIFE)
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

  List<Client> list() {
    return jdbc.sql("select * from security.client order by id")
        .query((row, number) -> client(row))
        .list();
  }

  private static Client client(ResultSet row) throws SQLException {
    String school = row.getString("school");
    Set<TokenScope> scopes = new LinkedHashSet<>();
    for (String word : texts(row, "scopes")) {
      Optional<TokenScope> scope = TokenScope.of(word);
      scope.ifPresent(scopes::add);
    }
    return new Client(
        row.getString("id"),
        scopes,
        school == null ? null : new SchoolId(school),
        new LinkedHashSet<>(texts(row, "redirect_uris")),
        row.getString("secret_hash") != null);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }

  /**
   * Adds a program.
   *
   * @return whether there was none of this id
   */
  boolean add(Client client, @Nullable String secret) {
    return jdbc.sql(
                """
                insert into security.client (id, secret_hash, scopes, school, redirect_uris, demo)
                values (:id, :hash, :scopes, :school, :uris, false) on conflict do nothing
                """)
            .param("id", client.id)
            .param("hash", secret == null ? null : passwords.encode(secret))
            .param("scopes", client.scopes.stream().map(TokenScope::word).toArray(String[]::new))
            .param("school", client.school == null ? null : client.school.uai())
            .param("uris", client.redirectUris.toArray(String[]::new))
            .update()
        > 0;
  }

  /** Whether there was one to remove. Its tokens live on until they run out. */
  boolean remove(String id) {
    return jdbc.sql("delete from security.client where id = :id").param("id", id).update() > 0;
  }

  /** Creates a client that may do everything, or changes its secret. */
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
