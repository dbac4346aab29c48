package fr.jalons.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * The session and the mark of forms; a third cookie keeps the language of pages. Both are out of
 * reach of scripts and of other sites. Where the installation is reached by https only ({@code
 * JALONS_HTTPS}), browsers send them nowhere else and take them from no other server, as the prefix
 * {@code __Host-} demands; the mark has it wherever a request came by https. Without https another
 * program on the same machine could set a cookie of ours: therefore the mark of somebody who has
 * signed in stands in the session, and a cookie is good for the ways in alone.
 */
@Component
class Cookies {
  private static final String ONLY_HERE = "__Host-";
  private static final String HEADER = "X-XSRF-TOKEN";

  private final boolean https;

  Cookies(@Value("${jalons.https:false}") boolean https) {
    this.https = https;
  }

  /** Before anybody has signed in, in a cookie: the login page may stay open overnight. */
  CsrfTokenRepository csrfTokens() {
    return new Marks(cookie(false), cookie(true), https);
  }

  private static CookieCsrfTokenRepository cookie(boolean secure) {
    CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
    repository.setCookieName(secure ? ONLY_HERE + "mark" : "XSRF-TOKEN");
    repository.setHeaderName(HEADER);
    repository.setCookiePath("/");
    repository.setCookieCustomizer(cookie -> cookie.sameSite("Strict").secure(secure));
    return repository;
  }

  /** Each request has its mark in one place. */
  private static final class Marks implements CsrfTokenRepository {
    private final CsrfTokenRepository plain;
    private final CsrfTokenRepository secure;
    private final boolean alwaysSecure;
    private final HttpSessionCsrfTokenRepository signedIn = new HttpSessionCsrfTokenRepository();

    Marks(CsrfTokenRepository plain, CsrfTokenRepository secure, boolean alwaysSecure) {
      this.plain = plain;
      this.secure = secure;
      this.alwaysSecure = alwaysSecure;
      signedIn.setHeaderName(HEADER);
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
      HttpSession session = request.getSession(false);
      if (session != null
          && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
              != null) {
        return signedIn;
      }
      return alwaysSecure || request.isSecure() ? secure : plain;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
      return of(request).generateToken(request);
    }

    @Override
    public void saveToken(
        @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
      of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
      return of(request).loadToken(request);
    }
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
