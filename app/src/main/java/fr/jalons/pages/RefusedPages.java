package fr.jalons.pages;

import fr.jalons.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * A refusal that a page does not answer itself is shown as the status it stands for. A form of
 * files that cannot be read fails before it is known for whom it was meant, and would fail once
 * more while a page is made of it: its answer stands by itself.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusedPages implements HandlerExceptionResolver {
  private final MessageSource messages;

  RefusedPages(MessageSource messages) {
    this.messages = messages;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (response.isCommitted()) {
      return null;
    }
    try {
      if (failure instanceof Refusal refusal) {
        response.sendError(refusal.kind().status());
      } else if (failure instanceof MaxUploadSizeExceededException) {
        UnreadableRequests.answer(response, HttpStatus.CONTENT_TOO_LARGE, messages);
      } else if (failure instanceof MultipartException) {
        UnreadableRequests.answer(response, HttpStatus.BAD_REQUEST, messages);
      } else {
        return null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }
}
