package fr.jalons.printing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.convert.ConversionService;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.expression.ThymeleafEvaluationContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Prints a page's own template, in the language of the request: without forms, and without what has
 * the class {@code d-print-none}.
 */
@Component
public class PrintedPages {
  private final SpringTemplateEngine templates;
  private final ApplicationContext context;
  private final ConversionService conversions;

  PrintedPages(
      SpringTemplateEngine templates,
      ApplicationContext context,
      @Qualifier("mvcConversionService") ConversionService conversions) {
    this.templates = templates;
    this.context = context;
    this.conversions = conversions;
  }

  /** A page on paper as its controller's answer; what its model shows is recorded as of a page. */
  public View of(String template) {
    return new Paper(template, this);
  }

  private record Paper(String template, PrintedPages pages) implements View {
    @Override
    public String getContentType() {
      return MediaType.APPLICATION_PDF_VALUE;
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] file = pages.of(template, model == null ? Map.of() : model, request, response);
      response.setContentType(getContentType());
      response.setContentLength(file.length);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.getOutputStream().write(file);
    }
  }

  /** The page as a PDF. */
  public byte[] of(
      String template,
      Map<String, ?> model,
      HttpServletRequest request,
      HttpServletResponse response) {
    return TaggedPdf.of(html(template, model, request, response));
  }

  /** The page as browsers get it. */
  String html(
      String template,
      Map<String, ?> model,
      HttpServletRequest request,
      HttpServletResponse response) {
    WebContext page =
        new WebContext(
            JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response),
            LocaleContextHolder.getLocale());
    model.forEach(page::setVariable);
    page.setVariable(
        ThymeleafEvaluationContext.THYMELEAF_EVALUATION_CONTEXT_CONTEXT_VARIABLE_NAME,
        new ThymeleafEvaluationContext(context, conversions));
    return templates.process(template, page);
  }
}
