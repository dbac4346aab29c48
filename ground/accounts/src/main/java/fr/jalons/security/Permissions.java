package fr.jalons.security;

import fr.jalons.marks.Role;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What programs are permitted for now: one row for each, from the question to the person over the
 * code to the token, for all nodes. Whatever takes a right away deletes the row or raises the epoch
 * of the account, and consent, code and token are over. Their secrets are kept as digests.
 *
 * <p>A code is used up by the first who brings it, right or wrong. When it comes a second time, the
 * token that it was changed into ends: one of the two had no right to it.
 */
@Component
class Permissions implements OAuth2AuthorizationService {
  /** For reading what a program wants. */
  private static final Duration ASKING = Duration.ofMinutes(10);

  private static final String ADDRESS = "/oauth2/authorize";
  private static final String TAKEN_OUT = Permissions.class.getName() + ':';

  private final JdbcClient jdbc;
  private final RegisteredClientRepository clients;
  private final Accounts accounts;
  private final Clock clock;

  Permissions(JdbcClient jdbc, RegisteredClientRepository clients, Accounts accounts, Clock clock) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Of a token.
   *
   * @param account as it is today, in the roles of the session that allowed it; null: the program
   *     acts in its own name
   */
  record Permission(@Nullable Account account) {}

  /** A row. */
  private record Stored(
      String id,
      String client,
      @Nullable String account,
      int epoch,
      Set<Role> roles,
      Set<String> scopes,
      @Nullable String redirectUri,
      @Nullable String state,
      @Nullable String challenge,
      Instant endsAt) {
    static Stored of(ResultSet row, int number) throws SQLException {
      return new Stored(
          row.getString("id"),
          row.getString("client"),
          row.getString("account"),
          row.getInt("epoch"),
          texts(row, "roles").map(Role::stored).collect(Collectors.toSet()),
          texts(row, "scopes").collect(Collectors.toCollection(LinkedHashSet::new)),
          row.getString("redirect_uri"),
          row.getString("state"),
          row.getString("challenge"),
          row.getObject("ends_at", OffsetDateTime.class).toInstant());
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
      return Arrays.stream((String[]) row.getArray(column).getArray());
    }
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<OAuth2AuthorizationCode> code =
        authorization.getToken(OAuth2AuthorizationCode.class);
    OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
    if (token != null && code != null) {
      exchanged(authorization.getId(), token.getToken());
    } else if (code != null && code.isInvalidated()) {
      remove(authorization);
    } else {
      put(authorization, token == null ? null : token.getToken(), code);
    }
  }

  /** A permission that has been taken away meanwhile does not come back with its token. */
  private void exchanged(String id, OAuth2AccessToken token) {
    jdbc.sql("update security.permission set token_hash = :hash, ends_at = :end where id = :id")
        .param("id", id)
        .param("hash", Secrets.digest(token.getTokenValue()))
        .param("end", at(end(token)))
        .update();
  }

  private void put(
      OAuth2Authorization authorization,
      @Nullable OAuth2AccessToken token,
      OAuth2Authorization.@Nullable Token<OAuth2AuthorizationCode> code) {
    jdbc.sql("delete from security.permission where ends_at < :now")
        .param("now", at(clock.instant()))
        .update();
    Authentication person = authorization.getAttribute(Principal.class.getName());
    Account account = Account.of(person);
    OAuth2AuthorizationRequest request =
        authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
    String asked = authorization.getAttribute(OAuth2ParameterNames.STATE);
    OAuth2Token last = code == null ? token : code.getToken();
    jdbc.sql(
            """
            insert into security.permission (id, client, account, epoch, roles, scopes, redirect_uri,
              state, challenge, asked_hash, code_hash, token_hash, ends_at)
            values (:id, :client, :account, :epoch, :roles, :scopes, :uri,
              :state, :challenge, :asked, :code, :token, :end)
            on conflict (id) do update
            set scopes = excluded.scopes, asked_hash = excluded.asked_hash,
              code_hash = excluded.code_hash, ends_at = excluded.ends_at
            """)
        .param("id", authorization.getId())
        .param("client", UUID.fromString(authorization.getRegisteredClientId()))
        .param("account", account == null ? null : account.id())
        .param("epoch", account == null ? null : account.epoch())
        .param("roles", account == null ? new String[0] : roles(account))
        .param("scopes", scopes(authorization, asked, request))
        .param("uri", request == null ? null : request.getRedirectUri())
        .param("state", request == null ? null : request.getState())
        .param("challenge", request == null ? null : challenge(request))
        .param("asked", asked == null ? null : Secrets.digest(asked))
        .param("code", code == null ? null : Secrets.digest(code.getToken().getTokenValue()))
        .param("token", token == null ? null : Secrets.digest(token.getTokenValue()))
        .param("end", at(last == null ? clock.instant().plus(ASKING) : end(last)))
        .update();
  }

  private static String[] roles(Account account) {
    return account.roles().stream().map(Role::stored).sorted().toArray(String[]::new);
  }

  private static String[] scopes(
      OAuth2Authorization authorization,
      @Nullable String asked,
      @Nullable OAuth2AuthorizationRequest request) {
    return (asked == null || request == null
            ? authorization.getAuthorizedScopes()
            : request.getScopes())
        .toArray(String[]::new);
  }

  private static @Nullable Object challenge(OAuth2AuthorizationRequest request) {
    return request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE);
  }

  private Instant end(OAuth2Token token) {
    Instant end = token.getExpiresAt();
    return end == null ? clock.instant() : end;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    String what = type == null ? "" : type.getValue();
    return switch (what) {
      case OAuth2ParameterNames.STATE -> asked(token);
      case OAuth2ParameterNames.CODE -> ofCode(token);
      default -> null;
    };
  }

  /** What a person has been asked and has not answered. */
  @Nullable OAuth2Authorization asked(String state) {
    return jdbc.sql("select * from security.permission where asked_hash = :hash and ends_at > :now")
        .param("hash", Secrets.digest(state))
        .param("now", at(clock.instant()))
        .query(Stored::of)
        .optional()
        .flatMap(this::builder)
        .map(asked -> asked.attribute(OAuth2ParameterNames.STATE, state).build())
        .orElse(null);
  }

  /** Within one request, which asks twice, a code that was used up is still at hand. */
  private @Nullable OAuth2Authorization ofCode(String code) {
    RequestAttributes request = RequestContextHolder.currentRequestAttributes();
    if (request.getAttribute(TAKEN_OUT + code, RequestAttributes.SCOPE_REQUEST)
        instanceof OAuth2Authorization takenOut) {
      return takenOut;
    }
    byte[] hash = Secrets.digest(code);
    Optional<Stored> found =
        jdbc.sql(
                """
                update security.permission set code_used = true
                where code_hash = :hash and not code_used returning *
                """)
            .param("hash", hash)
            .query(Stored::of)
            .optional();
    if (found.isEmpty()) {
      jdbc.sql("delete from security.permission where code_hash = :hash")
          .param("hash", hash)
          .update();
    }
    OAuth2Authorization authorization =
        found.flatMap(stored -> withCode(stored, code)).orElse(null);
    if (authorization != null) {
      request.setAttribute(TAKEN_OUT + code, authorization, RequestAttributes.SCOPE_REQUEST);
    }
    return authorization;
  }

  private Optional<OAuth2Authorization> withCode(Stored stored, String code) {
    Instant begin = stored.endsAt.minus(Clients.CODE_LIFE);
    return builder(stored)
        .map(found -> found.token(new OAuth2AuthorizationCode(code, begin, stored.endsAt)).build());
  }

  /** Empty if the program or the person is not what they were. */
  private Optional<OAuth2Authorization.Builder> builder(Stored stored) {
    RegisteredClient client = clients.findById(stored.client);
    Account account = person(stored).orElse(null);
    if (client == null || account == null) {
      return Optional.empty();
    }
    OAuth2AuthorizationRequest request =
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri(ADDRESS)
            .clientId(client.getClientId())
            .redirectUri(stored.redirectUri)
            .scopes(stored.scopes)
            .state(stored.state)
            .additionalParameters(
                Map.of(
                    PkceParameterNames.CODE_CHALLENGE,
                    String.valueOf(stored.challenge),
                    PkceParameterNames.CODE_CHALLENGE_METHOD,
                    "S256"))
            .build();
    return Optional.of(
        OAuth2Authorization.withRegisteredClient(client)
            .id(stored.id)
            .principalName(account.login())
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizedScopes(stored.scopes)
            .attribute(OAuth2AuthorizationRequest.class.getName(), request)
            .attribute(
                Principal.class.getName(),
                UsernamePasswordAuthenticationToken.authenticated(
                    account, null, account.getAuthorities())));
  }

  /** Empty if there is no such token, or what it stood for is over. */
  Optional<Permission> ofToken(String token) {
    return jdbc.sql("select * from security.permission where token_hash = :hash")
        .param("hash", Secrets.digest(token))
        .query(Stored::of)
        .optional()
        .flatMap(
            stored ->
                stored.account == null
                    ? Optional.of(new Permission(null))
                    : person(stored).map(Permission::new));
  }

  /**
   * In the roles of the session that allowed it: one that came in from elsewhere may have fewer.
   */
  private Optional<Account> person(Stored stored) {
    return Optional.ofNullable(stored.account)
        .flatMap(accounts::byId)
        .filter(account -> account.epoch() == stored.epoch)
        .map(account -> account.as(stored.roles));
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    jdbc.sql("delete from security.permission where id = :id")
        .param("id", authorization.getId())
        .update();
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return null;
  }
}
