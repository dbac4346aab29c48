package fr.jalons.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import fr.jalons.events.SchoolId;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * {@code POST /oauth2/token}: a program shows its secret and gets a token for an hour, or brings a
 * code that somebody's browser fetched from {@code GET /oauth2/authorize} and gets one in that
 * person's name. {@code GET /oauth2/jwks}: what tokens are checked with.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {
  private static final String AUTHORIZE = "/oauth2/authorize";
  private static final String KEYS = "/oauth2/jwks";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  /** The authorization server knows more addresses; only these are let through to it. */
  @Bean
  @Order(1)
  SecurityFilterChain tokenEndpoints(HttpSecurity http, Clients clients, PasswordEncoder passwords)
      throws Exception {
    return http.securityMatcher("/oauth2/token", KEYS, METADATA)
        .oauth2AuthorizationServer(
            server ->
                server
                    .clientAuthentication(
                        programs ->
                            programs.authenticationProviders(
                                ways ->
                                    ways.replaceAll(
                                        way ->
                                            way instanceof ClientSecretAuthenticationProvider
                                                ? new SameWork(way, clients, passwords)
                                                : way)))
                    .tokenEndpoint(
                        tokens ->
                            tokens.accessTokenRequestConverters(
                                requests -> ProgramScopes.fillIn(requests, clients))))
        .authorizeHttpRequests(
            requests ->
                requests.requestMatchers(KEYS, METADATA).permitAll().anyRequest().authenticated())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(LoginEntryPoint.askingForSecret()))
        .requestCache(RequestCacheConfigurer::disable)
        .headers(WebSecurity::headers)
        .build();
  }

  /** Here comes a browser: a person who has not signed in does so first. */
  @Bean
  @Order(2)
  SecurityFilterChain authorizeEndpoint(HttpSecurity http, SignIn signIn, Clients clients)
      throws Exception {
    signIn.watching(http);
    return http.securityMatcher(AUTHORIZE)
        .oauth2AuthorizationServer(
            server ->
                server.authorizationEndpoint(
                    browsers ->
                        browsers
                            .consentPage(ConsentPage.ADDRESS)
                            .authorizationRequestConverters(
                                requests -> ProgramScopes.fillIn(requests, clients))
                            .authenticationProviders(
                                AuthorizationServerConfiguration::ofOneSchool)))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(LoginEntryPoint.askingForToken()))
        .requestCache(cache -> cache.requestCache(WebSecurity.pagesOnly()))
        .headers(WebSecurity::headers)
        .build();
  }

  /** A program of one school acts for people of that school, or of all. */
  private static void ofOneSchool(List<AuthenticationProvider> providers) {
    for (AuthenticationProvider provider : providers) {
      if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
        codes.setAuthenticationValidator(
            new OAuth2AuthorizationCodeRequestAuthenticationValidator()
                .andThen(AuthorizationServerConfiguration::requireSchool));
      }
    }
  }

  private static void requireSchool(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
    Account account =
        request.getPrincipal() instanceof Authentication person ? Account.of(person) : null;
    SchoolId school = Clients.school(context.getRegisteredClient());
    if (account != null && account.within(school).isEmpty()) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED), request);
    }
  }

  /** What a token says besides who holds it. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return context -> {
      context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
      context.getClaims().claim("scope", context.getAuthorizedScopes());
      SchoolId school = Clients.school(context.getRegisteredClient());
      if (school != null) {
        context.getClaims().claim(JwtAccountConverter.SCHOOL, school.uai());
      }
      Account account = Account.of(context.getPrincipal());
      if (account != null) {
        context.getClaims().subject(account.id()).claim(JwtAccountConverter.ACCOUNT, account.id());
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
    return new CachingJwtDecoder(
        NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.ES256).build(), clock);
  }
}
