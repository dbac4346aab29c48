package fr.jalons.pages;

import fr.jalons.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * A refusal that a page does not answer itself is shown as the status it stands for, and so is a
 * form of files that cannot be read, which fails before it is known for whom it was meant.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusedPages implements HandlerExceptionResolver {
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    int status = status(failure);
    if (status == 0 || response.isCommitted()) {
      return null;
    }
    try {
      response.sendError(status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }

  private static int status(Exception failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.kind().status();
    }
    if (failure instanceof MaxUploadSizeExceededException) {
      return HttpStatus.CONTENT_TOO_LARGE.value();
    }
    return failure instanceof MultipartException ? HttpStatus.BAD_REQUEST.value() : 0;
  }
}
