package fr.jalons.security;

import fr.jalons.platform.web.ResponseKind;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Everything but the token endpoint: who may come in, and what browsers are told to forbid. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  BootstrapAccounts.Settings.class,
  NamedAdministrators.Settings.class,
  OidcSettings.class
})
class WebSecurity {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Scripts and styles come from files of ours, never from within a page. */
  private static final String CONTENT =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "form-action 'self'");

  /**
   * The keys of credentials are for everyone. Spring would publish a description of the tokens it
   * takes here, too.
   */
  @Bean
  @Order(3)
  SecurityFilterChain littleWellKnown(HttpSecurity http) throws Exception {
    return http.securityMatcher("/.well-known/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/.well-known/jwks.json")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(LoginEntryPoint.askingForToken()))
        .requestCache(RequestCacheConfigurer::disable)
        .headers(WebSecurity::headers)
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain allElse(
      HttpSecurity http,
      SignIn signIn,
      Cookies cookies,
      JwtAccountConverter holders,
      OidcSignIn outside)
      throws Exception {
    signIn.into(http);
    outside.offer(http);
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(
                        "/actuator/health/**",
                        LoginEntryPoint.LOGIN,
                        "/oauth2/authorization/**",
                        "/login/oauth2/**",
                        CodePages.ADDRESS,
                        PasskeySignIn.ADDRESS + "/**",
                        "/accessibilite",
                        "/invitations/*",
                        "/answers/*",
                        "/credentials/status/*",
                        "/credentials/status/*/*",
                        "/webjars/**",
                        "/css/**",
                        "/js/**",
                        "/favicon.ico")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .access((who, request) -> WholeInstallation.mayWatch(who.get()))
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            tokens ->
                tokens
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(holders))
                    .authenticationEntryPoint(LoginEntryPoint.askingForToken())
                    .accessDeniedHandler(new AccessDeniedHandlerImpl()))
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(LoginEntryPoint.askingForToken()))
        // A request that is being answered when its session ends stays that of who sent it.
        .logout(logout -> logout.clearAuthentication(false))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(cookies.csrfTokens())
                    .requireCsrfProtectionMatcher(WebSecurity::ridesOnSession))
        .headers(headers -> headers(headers, outside.origin()))
        .build();
  }

  /** Every filter of every request would be observed before and after: no metric uses it. */
  @Bean
  SecurityObservationSettings unobservedFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /** Coming back after signing in makes sense for a page; remembering the rest opens sessions. */
  static HttpSessionRequestCache pagesOnly() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(
        request -> request.getMethod().equals("GET") && ResponseKind.wantsPage(request));
    return cache;
  }

  /**
   * Another site can make a browser send a form with its session. Without a session there is
   * nothing to abuse, and the sender had better hear that they are not signed in — but for the
   * login itself, which would sign someone in unawares.
   */
  private static boolean ridesOnSession(HttpServletRequest request) {
    return !READING.contains(request.getMethod())
        && (request.isRequestedSessionIdValid()
            || request.getServletPath().startsWith(LoginEntryPoint.LOGIN)
            || request.getServletPath().startsWith("/invitations/"));
  }

  /** With one more place to which a form leads on. */
  static String content(@Nullable String leadsTo) {
    return leadsTo == null ? CONTENT : CONTENT + ' ' + leadsTo;
  }

  static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers(headers, null);
  }

  /**
   * Signing out leads on to where one has signed in, and browsers take that for the form's target.
   */
  private static void headers(
      HeadersConfigurer<HttpSecurity> headers, @Nullable String signOutLeadsTo) {
    String content = content(signOutLeadsTo);
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(content))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
  }
}
