package fr.jalons.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.InternalAuthenticationServiceException;

/** What fails before a call is found. */
class FailuresTest {
  @Test
  void aDatabaseThatIsAwayIsToBeAskedAgain() throws Exception {
    MockHttpServletResponse answer =
        failing(
            new InternalAuthenticationServiceException(
                "no account was read", new DataAccessResourceFailureException("gone")));

    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
  }

  @Test
  void anythingElseIsOurFailure() throws Exception {
    MockHttpServletResponse answer = failing(new IllegalStateException("a bug"));

    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(answer.getHeader("Retry-After")).isNull();
  }

  private static MockHttpServletResponse failing(RuntimeException failure)
      throws ServletException, IOException {
    MockHttpServletResponse answer = new MockHttpServletResponse();
    new Failures()
        .doFilter(
            new MockHttpServletRequest(),
            answer,
            (request, response) -> {
              throw failure;
            });
    return answer;
  }
}
