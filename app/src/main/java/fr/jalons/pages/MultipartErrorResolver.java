package fr.jalons.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * A form of files that cannot be read fails before its handler is known, and would fail once more
 * while a page is made of it: its answer stands by itself, before anybody else makes one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MultipartErrorResolver implements HandlerExceptionResolver {
  private final MessageSource messages;

  MultipartErrorResolver(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    HttpStatus status = status(failure);
    if (status == null || response.isCommitted()) {
      return null;
    }
    try {
      TomcatErrorReport.answer(response, status, messages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }

  private static @Nullable HttpStatus status(Exception failure) {
    if (failure instanceof InvalidParameterException parameters) {
      return TomcatErrorReport.status(parameters); // those of the address are read with the files
    }
    if (failure instanceof MaxUploadSizeExceededException) {
      return HttpStatus.CONTENT_TOO_LARGE;
    }
    return failure instanceof MultipartException ? HttpStatus.BAD_REQUEST : null;
  }
}
