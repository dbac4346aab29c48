package fr.jalons.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@code POST /oauth2/token}: a program shows its secret and gets a token for an hour, or brings a
 * code that somebody's browser fetched from {@code GET /oauth2/authorize} and gets one in that
 * person's name. {@code GET /oauth2/jwks}: what tokens are checked with.
 */
@Configuration(proxyBeanMethods = false)
class TokenIssue {
  private static final String AUTHORIZE = "/oauth2/authorize";
  private static final String KEYS = "/oauth2/jwks";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  /** The authorization server knows more addresses; only these are let through to it. */
  @Bean
  @Order(1)
  SecurityFilterChain tokenEndpoints(HttpSecurity http) throws Exception {
    return http.securityMatcher("/oauth2/token", KEYS, METADATA)
        .oauth2AuthorizationServer(Customizer.withDefaults())
        .authorizeHttpRequests(
            requests ->
                requests.requestMatchers(KEYS, METADATA).permitAll().anyRequest().authenticated())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(Doorkeeper.askingForSecret()))
        .requestCache(RequestCacheConfigurer::disable)
        .headers(WebSecurity::headers)
        .build();
  }

  /** Here comes a browser: whoever has not signed in does so first. */
  @Bean
  @Order(2)
  SecurityFilterChain authorizeEndpoint(HttpSecurity http, SignIn signIn) throws Exception {
    signIn.watching(http);
    return http.securityMatcher(AUTHORIZE)
        .oauth2AuthorizationServer(Customizer.withDefaults())
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(Doorkeeper.askingForToken()))
        .requestCache(cache -> cache.requestCache(WebSecurity.pagesOnly()))
        .headers(WebSecurity::headers)
        .build();
  }

  /** What a token says besides who holds it. None of the scopes asked for: all there are. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return context -> {
      RegisteredClient client = context.getRegisteredClient();
      Set<String> asked = context.getAuthorizedScopes();
      context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
      context.getClaims().claim("scope", asked.isEmpty() ? client.getScopes() : asked);
      Object school = client.getClientSettings().getSetting(Clients.SCHOOL);
      Account account = Account.of(context.getPrincipal());
      if (account != null) {
        context.getClaims().subject(account.id()).claim(TokenHolders.ACCOUNT, account.id());
      } else if (school != null) {
        context.getClaims().claim(TokenHolders.SCHOOL, school);
      }
    };
  }

  /** Signs with the newest key. */
  @Bean
  JwtEncoder tokenEncoder(JWKSource<SecurityContext> keys) {
    NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
    encoder.setJwkSelector(List::getFirst);
    return encoder;
  }

  @Bean
  JwtDecoder tokenDecoder(JWKSource<SecurityContext> keys, Clock clock) {
    return new KnownTokens(
        NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.ES256).build(), clock);
  }
}
