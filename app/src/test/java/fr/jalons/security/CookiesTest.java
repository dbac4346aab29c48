package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

class CookiesTest {
  @Test
  void where_there_is_only_https_cookies_go_nowhere_else_and_come_from_nobody_else()
      throws Exception {
    Cookies cookies = new Cookies(true);
    MockServletContext context = new MockServletContext();
    new Cookies.OfSessions().sessionCookie(cookies).onStartup(context);

    assertThat(context.getSessionCookieConfig().getName()).isEqualTo("__Host-session");
    assertThat(context.getSessionCookieConfig().isSecure()).isTrue();
    assertThat(context.getSessionCookieConfig().getPath()).isEqualTo("/");
    assertThat(context.getSessionCookieConfig().getDomain()).isNull();
    Cookie mark = mark(cookies, "__Host-mark");
    assertThat(mark.getSecure()).isTrue();
    assertThat(mark.getPath()).isEqualTo("/");
    assertThat(mark.isHttpOnly()).isTrue();
    assertThat(mark.getAttribute("SameSite")).isEqualTo("Lax");
  }

  @Test
  void elsewhere_they_work_without() throws Exception {
    Cookies cookies = new Cookies(false);
    MockServletContext context = new MockServletContext();
    new Cookies.OfSessions().sessionCookie(cookies).onStartup(context);

    assertThat(context.getSessionCookieConfig().isSecure()).isFalse();
    assertThat(mark(cookies, "XSRF-TOKEN").isHttpOnly()).isTrue();
  }

  private static Cookie mark(Cookies cookies, String name) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    MockHttpServletResponse response = new MockHttpServletResponse();
    CookieCsrfTokenRepository repository = cookies.csrfTokens();
    repository.saveToken(repository.generateToken(request), request, response);
    return Objects.requireNonNull(response.getCookie(name));
  }
}
