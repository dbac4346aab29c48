package fr.jalons.security;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
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
 * Keeps codes between the browser that got one and the program that brings it back, for all nodes
 * and only as digests. A code is taken out by the first who brings it, right or wrong. Tokens carry
 * all there is to know of them: keeping the issued ones would only fill the database.
 */
@Component
class AuthorizationCodes implements OAuth2AuthorizationService {
  private static final String ADDRESS = "/oauth2/authorize";
  private static final String TAKEN_OUT = AuthorizationCodes.class.getName() + ':';

  private final JdbcClient jdbc;
  private final RegisteredClientRepository clients;
  private final Accounts accounts;
  private final Clock clock;

  AuthorizationCodes(
      JdbcClient jdbc, RegisteredClientRepository clients, Accounts accounts, Clock clock) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<OAuth2AuthorizationCode> code =
        authorization.getToken(OAuth2AuthorizationCode.class);
    if (code == null || !code.isActive()) {
      return;
    }
    Authentication person = authorization.getAttribute(Principal.class.getName());
    Account account = Account.of(person);
    OAuth2AuthorizationRequest request =
        authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
    if (account == null || request == null) {
      throw new IllegalStateException("A code belongs to someone who signed in");
    }
    jdbc.sql("delete from security.authorization_code where expires_at < :now")
        .param("now", Timestamp.from(clock.instant()))
        .update();
    jdbc.sql(
            """
            insert into security.authorization_code
              (code_hash, client, account, scopes, redirect_uri, state, challenge, expires_at)
            values (:hash, :client, :account, :scopes, :uri, :state, :challenge, :expires)
            """)
        .param("hash", Secrets.digest(code.getToken().getTokenValue()))
        .param("client", authorization.getRegisteredClientId())
        .param("account", account.id())
        .param("scopes", authorization.getAuthorizedScopes().toArray(String[]::new))
        .param("uri", request.getRedirectUri())
        .param("state", request.getState())
        .param(
            "challenge", request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE))
        .param("expires", Timestamp.from(expiry(code.getToken())))
        .update();
  }

  private Instant expiry(OAuth2AuthorizationCode code) {
    Instant end = code.getExpiresAt();
    return end == null ? clock.instant().plus(Clients.CODE_LIFE) : end;
  }

  /** Within one request, which asks twice, a code that was taken out is still at hand. */
  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    if (type == null || !OAuth2ParameterNames.CODE.equals(type.getValue())) {
      return null;
    }
    RequestAttributes request = RequestContextHolder.currentRequestAttributes();
    if (request.getAttribute(TAKEN_OUT + token, RequestAttributes.SCOPE_REQUEST)
        instanceof OAuth2Authorization takenOut) {
      return takenOut;
    }
    OAuth2Authorization found =
        jdbc.sql("delete from security.authorization_code where code_hash = :hash returning *")
            .param("hash", Secrets.digest(token))
            .query((row, number) -> Optional.ofNullable(authorization(row, token)))
            .optional()
            .flatMap(Function.identity())
            .orElse(null);
    if (found != null) {
      request.setAttribute(TAKEN_OUT + token, found, RequestAttributes.SCOPE_REQUEST);
    }
    return found;
  }

  private @Nullable OAuth2Authorization authorization(ResultSet row, String code)
      throws SQLException {
    RegisteredClient client = clients.findById(row.getString("client"));
    Account account = accounts.byId(row.getString("account")).orElse(null);
    if (client == null || account == null) {
      return null;
    }
    Set<String> scopes = Set.copyOf(Arrays.asList((String[]) row.getArray("scopes").getArray()));
    OAuth2AuthorizationRequest request =
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri(ADDRESS)
            .clientId(client.getClientId())
            .redirectUri(row.getString("redirect_uri"))
            .scopes(scopes)
            .state(row.getString("state"))
            .additionalParameters(
                Map.of(
                    PkceParameterNames.CODE_CHALLENGE,
                    row.getString("challenge"),
                    PkceParameterNames.CODE_CHALLENGE_METHOD,
                    "S256"))
            .build();
    Instant end = row.getTimestamp("expires_at").toInstant();
    return OAuth2Authorization.withRegisteredClient(client)
        .principalName(account.id())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizedScopes(scopes)
        .attribute(OAuth2AuthorizationRequest.class.getName(), request)
        .attribute(
            Principal.class.getName(),
            UsernamePasswordAuthenticationToken.authenticated(
                account, null, account.getAuthorities()))
        .token(new OAuth2AuthorizationCode(code, end.minus(Clients.CODE_LIFE), end))
        .build();
  }

  @Override
  public void remove(OAuth2Authorization authorization) {}

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return null;
  }
}
