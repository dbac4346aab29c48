package fr.jalons.security;

import fr.jalons.events.SchoolId;
import fr.jalons.platform.database.Migrations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
  private static final String SCHOOL = "jalons.school";

  private static final String DEFAULT_SCOPES = "jalons.default-scopes";

  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;

  Clients(JdbcClient jdbc, PasswordEncoder passwords, Migrations migrated) {
    this.jdbc = jdbc;
    this.passwords = passwords;
  }

  /**
   * A program.
   *
   * @param scopes what it may ask for
   * @param defaultScopes what it gets if it asks for nothing
   * @param school null: all schools of the installation
   * @param redirectUris where a browser may come back to with a code; none: it acts in its own name
   * @param confidential whether it has a secret
   * @param trusted whether it acts in people's names without their consent
   */
  record Client(
      String id,
      Set<TokenScope> scopes,
      Set<TokenScope> defaultScopes,
      @Nullable SchoolId school,
      Set<String> redirectUris,
      boolean confidential,
      boolean trusted) {}

  @Override
  public @Nullable RegisteredClient findByClientId(String id) {
    return jdbc.sql("select * from security.client where id = :id")
        .param("id", id)
        .query((row, number) -> registered(row))
        .optional()
        .orElse(null);
  }

  /** By its registration: another program may have been given the same name since. */
  @Override
  public @Nullable RegisteredClient findById(String registration) {
    return jdbc.sql("select * from security.client where registration = :registration")
        .param("registration", UUID.fromString(registration))
        .query((row, number) -> registered(row))
        .optional()
        .orElse(null);
  }

  private static RegisteredClient registered(ResultSet row) throws SQLException {
    Client client = client(row);
    String secretHash = row.getString("secret_hash");
    RegisteredClient.Builder builder =
        RegisteredClient.withId(row.getString("registration"))
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

  /** PKCE is no choice. */
  private static ClientSettings settings(Client client) {
    ClientSettings.Builder settings =
        ClientSettings.builder()
            .requireProofKey(true)
            .requireAuthorizationConsent(!client.trusted)
            .setting(DEFAULT_SCOPES, TokenScope.words(client.defaultScopes));
    if (client.school != null) {
      settings.setting(SCHOOL, client.school.uai());
    }
    return settings.build();
  }

  /** What a program gets that asks for nothing. */
  static Set<String> defaultScopes(RegisteredClient client) {
    Set<String> scopes = client.getClientSettings().getSetting(DEFAULT_SCOPES);
    return scopes == null ? Set.of() : scopes;
  }

  /** The one school that a program reaches; null: all. */
  static @Nullable SchoolId school(RegisteredClient client) {
    String school = client.getClientSettings().getSetting(SCHOOL);
    return school == null ? null : new SchoolId(school);
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
    jdbc.sql("update security.client set secret_hash = :hash where registration = :id")
        .param("id", UUID.fromString(client.getId()))
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
    return new Client(
        row.getString("id"),
        scopes(row, "scopes"),
        scopes(row, "default_scopes"),
        school == null ? null : new SchoolId(school),
        new LinkedHashSet<>(texts(row, "redirect_uris")),
        row.getString("secret_hash") != null,
        row.getBoolean("trusted"));
  }

  private static Set<TokenScope> scopes(ResultSet row, String column) throws SQLException {
    Set<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    texts(row, column).forEach(word -> TokenScope.of(word).ifPresent(scopes::add));
    return scopes;
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
                insert into security.client
                  (id, secret_hash, scopes, default_scopes, school, redirect_uris, trusted, demo)
                values (:id, :hash, :scopes, :default, :school, :uris, :trusted, false)
                on conflict do nothing
                """)
            .param("id", client.id)
            .param("hash", secret == null ? null : passwords.encode(secret))
            .param("scopes", TokenScope.words(client.scopes).toArray(String[]::new))
            .param("default", TokenScope.words(client.defaultScopes).toArray(String[]::new))
            .param("school", client.school == null ? null : client.school.uai())
            .param("uris", client.redirectUris.toArray(String[]::new))
            .param("trusted", client.trusted)
            .update()
        > 0;
  }

  /** Whether there was one to remove. All that was permitted to it ends. */
  boolean remove(String id) {
    return jdbc.sql("delete from security.client where id = :id").param("id", id).update() > 0;
  }

  /**
   * A client that may do everything, by this secret; with another one, it is another client. It has
   * to ask for the scope to operate.
   */
  void put(String id, String secret, boolean demo) {
    String before =
        jdbc.sql("select secret_hash from security.client where id = :id")
            .param("id", id)
            .query(String.class)
            .optional()
            .orElse(null);
    if (before != null && passwords.matches(secret, before)) {
      jdbc.sql("update security.client set demo = :demo where id = :id")
          .param("id", id)
          .param("demo", demo)
          .update();
      return;
    }
    jdbc.sql(
            """
            with former as (
              delete from security.permission p using security.client c
              where c.id = :id and p.client = c.registration)
            insert into security.client (id, secret_hash, default_scopes, demo)
            values (:id, :hash, '{read,write}', :demo)
            on conflict (id) do update
            set secret_hash = excluded.secret_hash, demo = excluded.demo
            """)
        .param("id", id)
        .param("hash", passwords.encode(secret))
        .param("demo", demo)
        .update();
  }

  /** Whether the log's last word of a program is that it was withdrawn. */
  boolean isWithdrawn(String id) {
    return jdbc.sql(
            """
            select e.type from eventlog.event_tag t join eventlog.event e on e.position = t.position
            where t.tag = 'client:' || ? order by t.position desc limit 1
            """)
        .param(id)
        .query((row, number) -> row.getString(1).equals("operating.ClientWithdrawn"))
        .optional()
        .orElse(false);
  }

  void removeDemo() {
    jdbc.sql("delete from security.client where demo").update();
  }
}
