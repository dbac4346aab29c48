package fr.jalons.pages;

import fr.jalons.platform.refusal.Untold;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What nothing further inside has answered is a failure of ours. The web server would write it to
 * its log with all its words.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Failures extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (InvalidParameterException unreadable) {
      throw unreadable; // the sender's mistake, for the web server to answer
    } catch (ServletException | RuntimeException failure) {
      LOG.error("Answering 500", Untold.of(failure));
      if (!response.isCommitted()) {
        response.sendError(HttpStatus.INTERNAL_SERVER_ERROR.value());
      }
    }
  }
}
