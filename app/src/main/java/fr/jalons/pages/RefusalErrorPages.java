package fr.jalons.pages;

import fr.jalons.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** A refusal that a page does not answer itself is shown as the status it stands for. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusalErrorPages implements HandlerExceptionResolver {
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (!(failure instanceof Refusal refusal) || response.isCommitted()) {
      return null;
    }
    try {
      response.sendError(refusal.kind().status());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }
}
