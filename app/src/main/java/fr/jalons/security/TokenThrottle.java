package fr.jalons.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away programs that try secrets too fast. It stands before the authorization server, which
 * says by its status whether the secret was right: only a token takes the attempt back.
 */
final class TokenThrottle extends OncePerRequestFilter {
  private static final String BASIC = "Basic ";
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

  private static String who(HttpServletRequest request) {
    String named = fromHeader(request.getHeader(HttpHeaders.AUTHORIZATION));
    String id = named == null ? request.getParameter("client_id") : named;
    String said = id == null ? "" : id;
    return Throttle.PROGRAM + said.substring(0, Math.min(LONGEST, said.length()));
  }

  private static @Nullable String fromHeader(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      byte[] both = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      return new String(both, StandardCharsets.UTF_8).split(":", 2)[0];
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
