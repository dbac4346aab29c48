package fr.jalons.pages;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;

/**
 * A header of characters that the firewall refuses is only refused when it is read, which may be in
 * the middle of a call: that is the client's mistake and not a failure of ours. First, since {@link
 * Problems} knows an answer to everything.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RejectedHeaderAdvice {
  private final Problems problems;

  RejectedHeaderAdvice(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(
      RequestRejectedException rejected, HttpServletRequest request, WebRequest asSpringSeesIt) {
    Fault fault = Fault.of(unreadable(request), "platform.unreadable-field");
    return problems.refused(new Refusal(Refusal.Kind.INVALID, List.of(fault)), asSpringSeesIt);
  }

  private static @Nullable String unreadable(HttpServletRequest request) {
    for (String name : Collections.list(request.getHeaderNames())) {
      try {
        request.getHeader(name);
      } catch (RequestRejectedException e) {
        return name;
      }
    }
    return null;
  }
}
