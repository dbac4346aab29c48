package fr.jalons.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Parameters that cannot be decoded, a content of all types at once and the wish for another
 * charset are found before other code reads them and fails deep inside. Files are left alone until
 * somebody has been let in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class MalformedRequestFilter extends OncePerRequestFilter {
  /** Any other name would be refused by the firewall, but only when somebody asks for it. */
  private static final Pattern NAME = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

  private final MessageSource messages;

  MalformedRequestFilter(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    if (type != null && type.split(";", 2)[0].contains("*")) {
      response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
    } else if (wantsAnotherCharset(request)) {
      response.sendError(HttpStatus.NOT_ACCEPTABLE.value());
    } else if (isOfFiles(type)) {
      takeFiles(request, response, chain);
    } else if (areReadable(request)) {
      chain.doFilter(request, response);
    } else if (!response.isCommitted()) { // else the connection has broken in the middle of them
      response.sendError(HttpStatus.BAD_REQUEST.value());
    }
  }

  /** What is wrong with them would be wrong once more while a page is made of it. */
  private void takeFiles(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (InvalidParameterException e) {
      if (response.isCommitted()) {
        throw e;
      }
      TomcatErrorReport.answer(response, TomcatErrorReport.status(e), messages);
    }
  }

  /** All that is answered is UTF-8. */
  private static boolean wantsAnotherCharset(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    String small = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
    return small.contains("charset=") && !small.contains("charset=utf-8");
  }

  private static boolean isOfFiles(@Nullable String type) {
    return type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
  }

  private static boolean areReadable(HttpServletRequest request) {
    try {
      return request.getParameterMap().keySet().stream()
          .allMatch(name -> NAME.matcher(name).matches());
    } catch (InvalidParameterException e) {
      return false;
    }
  }
}
