package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

class CookiesTest {
  @Test
  void whereThereIsOnlyHttpsCookiesGoNowhereElseAndComeFromNobodyElse() throws Exception {
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
    assertThat(mark.getAttribute("SameSite")).isEqualTo("Strict");
  }

  @Test
  void elsewhereTheyWorkWithout() throws Exception {
    Cookies cookies = new Cookies(false);
    MockServletContext context = new MockServletContext();
    new Cookies.OfSessions().sessionCookie(cookies).onStartup(context);

    assertThat(context.getSessionCookieConfig().isSecure()).isFalse();
    assertThat(mark(cookies, "XSRF-TOKEN").isHttpOnly()).isTrue();
  }

  @Test
  void whatCameByHttpsHasAMarkThatOnlyThisServerCanSet() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSecure(true);

    assertThat(mark(new Cookies(false), request, "__Host-mark").getSecure()).isTrue();
  }

  /** Cookies know no ports: without https, any program of a machine sets those of all others. */
  @Test
  void aCookieThatSomebodyElseHasSetIsNoMarkOfOneWhoHasSignedIn() {
    CsrfTokenRepository repository = new Cookies(false).csrfTokens();
    MockHttpSession session = new MockHttpSession();
    session.setAttribute(
        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
        SecurityContextHolder.createEmptyContext());
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setSession(session);
    request.setCookies(new Cookie("XSRF-TOKEN", "planted"));
    MockHttpServletResponse response = new MockHttpServletResponse();

    assertThat(repository.loadToken(request)).isNull();
    CsrfToken own = repository.generateToken(request);
    repository.saveToken(own, request, response);
    assertThat(Objects.requireNonNull(repository.loadToken(request)).getToken())
        .isEqualTo(own.getToken())
        .isNotEqualTo("planted");
    assertThat(response.getCookies()).isEmpty();
  }

  private static Cookie mark(Cookies cookies, String name) {
    return mark(cookies, new MockHttpServletRequest(), name);
  }

  private static Cookie mark(Cookies cookies, MockHttpServletRequest request, String name) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    CsrfTokenRepository repository = cookies.csrfTokens();
    repository.saveToken(repository.generateToken(request), request, response);
    return Objects.requireNonNull(response.getCookie(name));
  }
}
