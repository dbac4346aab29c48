package fr.jalons.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away programs that try secrets too fast. It stands before the authorization server, which
 * says by its status whether the secret was right: only a token takes the attempt back.
 */
final class TokenThrottle extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(TokenThrottle.class);

  /** As in {@code OAuth2ClientAuthenticationFilter}, for those ways that clients have here. */
  private static final AuthenticationConverter PROGRAMS =
      new DelegatingAuthenticationConverter(
          new ClientSecretBasicAuthenticationConverter(),
          new ClientSecretPostAuthenticationConverter(),
          new PublicClientAuthenticationConverter());

  private static final int LONGEST = 128;

  /** Just before Spring Security. */
  private static final int ORDER = -101;

  private final Throttle throttle;

  private TokenThrottle(Throttle throttle) {
    this.throttle = throttle;
  }

  @Configuration(proxyBeanMethods = false)
  static class Wiring {
    @Bean
    FilterRegistrationBean<TokenThrottle> tokenThrottle(Throttle throttle) {
      FilterRegistrationBean<TokenThrottle> registration =
          new FilterRegistrationBean<>(new TokenThrottle(throttle));
      registration.addUrlPatterns("/oauth2/token");
      registration.setOrder(ORDER);
      return registration;
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String who = who(request);
    long wait = throttle.admit(who, request.getRemoteAddr());
    if (wait > 0) {
      SignInThrottle.tooMany(response, wait);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpStatus.OK.value()) {
      throttle.succeeded(who, request.getRemoteAddr());
    }
  }

  /** The program as the authorization server will understand the request, however it is spelt. */
  private static String who(HttpServletRequest request) {
    String said = "";
    try {
      Authentication program = PROGRAMS.convert(request);
      said = program == null ? "" : program.getName();
    } catch (OAuth2AuthenticationException e) {
      LOG.debug("No secret is looked at", e);
    }
    return Throttle.PROGRAM + said.substring(0, Math.min(LONGEST, said.length()));
  }
}
