package fr.jalons.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends an answer that fits the buffer in one piece and with its length. Spring flushes after every
 * body, so that the web server would send it in chunks, the last of them empty.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class WholeAnswers extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, new Unflushed(response));
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  private static final class Unflushed extends HttpServletResponseWrapper {
    Unflushed(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void flushBuffer() {
      // The web server flushes at the end, or when the buffer is full.
    }
  }
}
