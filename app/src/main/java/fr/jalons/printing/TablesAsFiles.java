package fr.jalons.printing;

import fr.jalons.platform.web.DateTexts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * With {@code ?csv=2} or {@code ?xlsx=2}, any page comes as its second table, for a spreadsheet. It
 * is the same answer to the same reader: only what it looks like is another.
 */
@Configuration(proxyBeanMethods = false)
class TablesAsFiles implements WebMvcConfigurer, HandlerInterceptor {
  private final ObjectProvider<PrintedPages> pages;
  private final ObjectProvider<DateTexts> dates;

  TablesAsFiles(ObjectProvider<PrintedPages> pages, ObjectProvider<DateTexts> dates) {
    this.pages = pages;
    this.dates = dates;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page == null
        || !request.getMethod().equals("GET")
        || request.getDispatcherType() != DispatcherType.REQUEST) {
      return; // the parameters of an error's request may have broken off
    }
    String template = page.getViewName();
    if (template == null || template.startsWith("redirect:")) {
      return;
    }
    for (Format format : Format.values()) {
      String number = request.getParameter(format.parameter);
      if (number != null && number.matches("[1-9]\\d?")) {
        page.setView(
            new TableView(
                template, format, Integer.parseInt(number), pages.getObject(), dates.getObject()));
        return;
      }
    }
  }

  /** The files that spreadsheets read. */
  private enum Format {
    CSV("csv", "text/csv") {
      @Override
      byte[] file(PageTable table, DateTexts dates) {
        return Csv.of(table.lines()).getBytes(StandardCharsets.UTF_8);
      }
    },
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
      @Override
      byte[] file(PageTable table, DateTexts dates) {
        return new Xlsx(dates, LocaleContextHolder.getLocale()).of(table);
      }
    };

    private final String parameter;
    private final String type;

    Format(String parameter, String type) {
      this.parameter = parameter;
      this.type = type;
    }

    abstract byte[] file(PageTable table, DateTexts dates);
  }

  private record TableView(
      String template, Format format, int number, PrintedPages pages, DateTexts dates)
      implements View {
    @Override
    public String getContentType() {
      return format.type;
    }

    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      List<PageTable> tables =
          PageTable.in(pages.html(template, model == null ? Map.of() : model, request, response));
      if (tables.size() < number) {
        response.sendError(HttpStatus.NOT_FOUND.value());
        return;
      }
      byte[] file = format.file(tables.get(number - 1), dates);
      response.setContentType(format.type);
      if (format == Format.CSV) {
        response.setCharacterEncoding(StandardCharsets.UTF_8);
      }
      response.setContentLength(file.length);
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"jalons.%s\"".formatted(format.parameter));
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.getOutputStream().write(file);
    }
  }
}
