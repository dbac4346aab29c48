package fr.jalons.security;

import fr.jalons.platform.web.ResponseKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Shows people who have not signed in where to; tells programs what they must bring. */
final class LoginEntryPoint implements AuthenticationEntryPoint {
  static final String LOGIN = "/login";

  private final String challenge;

  private LoginEntryPoint(String challenge) {
    this.challenge = challenge;
  }

  /** Asks programs for a token. */
  static LoginEntryPoint askingForToken() {
    return new LoginEntryPoint("Bearer");
  }

  /** Asks programs for their id and secret. */
  static LoginEntryPoint askingForSecret() {
    return new LoginEntryPoint("Basic realm=\"Jalons\"");
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    if (ResponseKind.wantsPage(request)) {
      response.sendRedirect(LOGIN);
      return;
    }
    if (ResponseKind.wantsFragment(request)) {
      response.setHeader("HX-Redirect", LOGIN);
    }
    String detail =
        reason instanceof OAuth2AuthenticationException ? " error=\"invalid_token\"" : "";
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge + detail);
    response.sendError(HttpStatus.UNAUTHORIZED.value());
  }
}
