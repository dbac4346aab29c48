package fr.jalons.pages;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * What the web server refuses before anything of ours sees it, such as an address that is none, is
 * answered like every other refusal: the server's own page would be HTML, and name its maker.
 */
@Configuration(proxyBeanMethods = false)
class TomcatErrorReport {
  private static final Logger LOG = LoggerFactory.getLogger(TomcatErrorReport.class);

  /** Last, so that it answers before the server's own report, which stands further out. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> reports(MessageSource messages) {
    return factory ->
        factory.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new Report(messages)));
  }

  /**
   * A header that is none is still there while its refusal is being answered, and would be refused
   * once more: then no page is made, and the answer stands by itself.
   */
  @Bean
  RequestRejectedHandler rejections(MessageSource messages) {
    return (request, response, rejected) -> {
      if (request.getDispatcherType() == DispatcherType.ERROR) {
        answer(response, HttpStatus.BAD_REQUEST, messages);
      } else {
        response.sendError(HttpStatus.BAD_REQUEST.value());
      }
    };
  }

  /** Too many parameters, or too large ones, or none that can be read. */
  static HttpStatus status(InvalidParameterException unreadable) {
    return unreadable.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
        ? HttpStatus.CONTENT_TOO_LARGE
        : HttpStatus.BAD_REQUEST;
  }

  /** A problem to programs and people alike. */
  static void answer(HttpServletResponse response, HttpStatus status, MessageSource messages)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(problem(messages, status));
  }

  /** In French: an unreadable request has not said which language its sender reads. */
  private static String problem(MessageSource messages, HttpStatus status) {
    String title = messages.getMessage(ErrorPages.key(status), null, Locale.FRENCH);
    return "{\"title\":\"%s\",\"status\":%d,\"errors\":[]}".formatted(title, status.value());
  }

  private static final class Report extends ErrorReportValve {
    private final MessageSource messages;

    Report(MessageSource messages) {
      this.messages = messages;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      if (response.getStatus() < HttpStatus.BAD_REQUEST.value()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      HttpStatus status = status(response.getStatus());
      response.setStatus(status.value());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      try {
        Writer writer = response.getReporter();
        if (writer != null) { // else the answer has begun
          writer.write(problem(messages, status));
          response.finishResponse();
        }
      } catch (IOException e) {
        LOG.debug("Nobody waits for the answer any more", e);
      }
    }

    /** An unknown transfer coding is the client's mistake, not a failure of ours. */
    private static HttpStatus status(int code) {
      HttpStatus status = HttpStatus.resolve(code);
      if (status == HttpStatus.NOT_IMPLEMENTED) {
        return HttpStatus.BAD_REQUEST;
      }
      return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }
  }
}
