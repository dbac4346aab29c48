package fr.jalons.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Lets people choose the language: {@code ?language=en} at any page's address keeps the choice and
 * leads on to the page. Runs after the filters of security, which refuse an address such as {@code
 * //elsewhere}.
 */
@Component("languageSwitch")
public class LanguageSwitch extends OncePerRequestFilter {
  private static final String PARAMETER = "language";

  private final LocaleResolver resolver;
  private final Messages messages;

  LanguageSwitch(LocaleResolver resolver, Messages messages) {
    this.resolver = resolver;
    this.messages = messages;
  }

  /**
   * One language that can be chosen.
   *
   * @param tag such as {@code en}
   * @param name in itself
   * @param address that chooses it
   */
  public record Choice(String tag, String name, String address) {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Locale chosen = chosen(request);
    if (chosen == null) {
      chain.doFilter(request, response);
      return;
    }
    resolver.setLocale(request, response, chosen);
    response.sendRedirect(address(request.getRequestURI(), request.getQueryString(), null));
  }

  private static @Nullable Locale chosen(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query == null
        || !query.contains(PARAMETER)
        || !reads(request.getMethod())
        || request.getRequestURI().startsWith("/api/")) {
      return null;
    }
    String tag = request.getParameter(PARAMETER);
    return tag == null ? null : Languages.of(tag);
  }

  /** The languages other than that of the page. */
  public List<Choice> others() {
    String spoken = LocaleContextHolder.getLocale().getLanguage();
    return Languages.ALL.stream()
        .filter(other -> !other.getLanguage().equals(spoken))
        .map(
            other ->
                new Choice(
                    other.toLanguageTag(),
                    messages.in(other, "platform.language"),
                    here(other.toLanguageTag())))
        .toList();
  }

  /** The present page in another language; what a form was answered with cannot be asked again. */
  private static String here(String tag) {
    if (!(RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes present)) {
      return address("/", null, tag);
    }
    HttpServletRequest request = present.getRequest();
    boolean failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null;
    String method =
        failed
            ? String.valueOf(request.getAttribute(RequestDispatcher.ERROR_METHOD))
            : request.getMethod();
    if (!reads(method)) {
      return address("/", null, tag);
    }
    return failed
        ? address(
            String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)),
            (String) request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING),
            tag)
        : address(request.getRequestURI(), request.getQueryString(), tag);
  }

  private static boolean reads(String method) {
    return HttpMethod.GET.matches(method) || HttpMethod.HEAD.matches(method);
  }

  private static String address(String path, @Nullable String query, @Nullable String tag) {
    UriComponentsBuilder address = UriComponentsBuilder.newInstance();
    if (query != null) {
      address.query(query);
    }
    if (tag == null) {
      address.replaceQueryParam(PARAMETER);
    } else {
      address.replaceQueryParam(PARAMETER, tag);
    }
    String rest = address.build().getQuery();
    return path.replaceFirst("^/+", "/") + (rest == null || rest.isEmpty() ? "" : '?' + rest);
  }
}
