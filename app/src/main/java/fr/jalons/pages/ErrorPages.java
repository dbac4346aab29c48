package fr.jalons.pages;

import fr.jalons.platform.web.Messages;
import fr.jalons.platform.web.Problems;
import fr.jalons.platform.web.ResponseKind;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What is answered when no endpoint answers: a page for people, problem+json for programs, and of
 * the program's inside not a word to either.
 */
@Controller
class ErrorPages implements ErrorController {
  private final Messages messages;

  ErrorPages(Messages messages) {
    this.messages = messages;
  }

  @RequestMapping("${spring.web.error.path:/error}")
  Object answer(HttpServletRequest request) {
    HttpStatus status = status(request);
    String title = messages.of(key(status));
    if (ResponseKind.wantsPage(request)) {
      return new ModelAndView("error", Map.of("code", status.value(), "title", title), status);
    }
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setTitle(title);
    problem.setInstance(instance(ResponseKind.address(request)));
    if (status == HttpStatus.NOT_ACCEPTABLE) {
      problem.setDetail(messages.of(Problems.NOT_ACCEPTABLE_DETAIL));
    }
    problem.setProperty("errors", List.of());
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** An address may have been refused because it is none: {@code //} names no place to speak of. */
  private static @Nullable URI instance(String address) {
    try {
      return new URI(address.replaceFirst("^/+", "/"));
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Opened directly, the address of errors is a page that does not exist. */
  private static HttpStatus status(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) {
      HttpStatus status = HttpStatus.resolve(code);
      return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
    return HttpStatus.NOT_FOUND;
  }

  static String key(HttpStatus status) {
    return switch (status) {
      case UNAUTHORIZED -> "app.unauthenticated";
      case FORBIDDEN -> "platform.forbidden";
      case NOT_FOUND -> "platform.not-found";
      case METHOD_NOT_ALLOWED -> "platform.method-not-allowed";
      case NOT_ACCEPTABLE -> "platform.not-acceptable";
      case UNSUPPORTED_MEDIA_TYPE -> "platform.unsupported-media-type";
      case CONTENT_TOO_LARGE -> "platform.too-large";
      case TOO_MANY_REQUESTS -> "signin.too-many";
      case SERVICE_UNAVAILABLE -> "platform.unavailable";
      default -> status.is5xxServerError() ? "platform.failed" : "platform.invalid";
    };
  }
}
