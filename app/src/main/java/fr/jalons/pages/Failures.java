package fr.jalons.pages;

import fr.jalons.platform.refusal.Untold;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What nothing further inside has answered is a failure of ours, or of a database that is away for
 * a moment. The web server would write it to its log with all its words.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Failures extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String RETRY_SECONDS = "1";

  /** A database that is away. */
  private static final List<Class<? extends Exception>> PASSING =
      List.of(
          TransientDataAccessException.class,
          DataAccessResourceFailureException.class,
          CannotCreateTransactionException.class,
          TransactionSystemException.class);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (InvalidParameterException unreadable) {
      throw unreadable; // the sender's mistake, for the web server to answer
    } catch (ServletException | RuntimeException failure) {
      HttpStatus status = status(failure);
      LOG.error("Answering {}", status.value(), Untold.of(failure));
      if (!response.isCommitted()) {
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
          response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        response.sendError(status.value());
      }
    }
  }

  /** A call answers so by itself; what asks the database before a call is found does not. */
  private static HttpStatus status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isPassing(cause)) {
        return HttpStatus.SERVICE_UNAVAILABLE;
      }
    }
    return HttpStatus.INTERNAL_SERVER_ERROR;
  }

  private static boolean isPassing(Throwable cause) {
    return PASSING.stream().anyMatch(kind -> kind.isInstance(cause));
  }
}
