package fr.jalons.security;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * The two cookies: the session and the mark of forms. Both are out of reach of scripts and of other
 * sites. Where the installation is reached by https only ({@code JALONS_HTTPS}), browsers send them
 * nowhere else and take them from nobody else, as the prefix {@code __Host-} demands.
 */
@Component
class Cookies {
  private static final String ONLY_HERE = "__Host-";

  private final boolean https;

  Cookies(@Value("${jalons.https:false}") boolean https) {
    this.https = https;
  }

  /** In a cookie rather than the session: the login page may stay open overnight. */
  CookieCsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
    if (https) {
      repository.setCookieName(ONLY_HERE + "mark");
      repository.setCookiePath("/");
    }
    repository.setCookieCustomizer(
        cookie -> {
          cookie.sameSite("Lax");
          if (https) {
            cookie.secure(true);
          }
        });
    return repository;
  }

  @Configuration(proxyBeanMethods = false)
  static class OfSessions {
    @Bean
    ServletContextInitializer sessionCookie(Cookies cookies) {
      return context -> {
        if (cookies.https) {
          context.getSessionCookieConfig().setName(ONLY_HERE + "session");
          context.getSessionCookieConfig().setPath("/");
          context.getSessionCookieConfig().setSecure(true);
        }
      };
    }
  }
}
