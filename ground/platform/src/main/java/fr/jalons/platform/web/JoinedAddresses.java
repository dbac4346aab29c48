package fr.jalons.platform.web;

import fr.jalons.platform.joining.JoinedFiles;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Addresses and parameters with a joined identifier mean the kept one: old links and programs find
 * the person. A page is shown at its own address; calls of the API are answered as they came.
 */
@Component
@Order(JoinedAddresses.ONCE_SIGNED_IN)
class JoinedAddresses extends OncePerRequestFilter {
  /** After the filters of Spring Security, which are at -100. */
  static final int ONCE_SIGNED_IN = 0;

  /** Parameters that name a joined file as such. */
  private static final Set<String> AS_IT_IS = Set.of("joined");

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final JoinedFiles joined;

  JoinedAddresses(JoinedFiles joined) {
    this.joined = joined;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (joined.none()) {
      chain.doFilter(request, response);
      return;
    }
    String address = kept(request.getRequestURI());
    boolean moved = !address.equals(request.getRequestURI());
    if (moved && request.getMethod().equals("GET") && !address.startsWith("/api/")) {
      String query = request.getQueryString();
      response.sendRedirect(query == null ? address : address + '?' + query);
      return;
    }
    chain.doFilter(new Meant(request), response);
  }

  private String kept(String text) {
    return ID.matcher(text)
        .replaceAll(
            found -> {
              UUID id = UUID.fromString(found.group());
              return joined.isJoined(id) ? joined.kept(id).toString() : found.group();
            });
  }

  /** The request as it is meant. */
  private final class Meant extends HttpServletRequestWrapper {
    Meant(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getRequestURI() {
      return kept(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(kept(super.getRequestURL().toString()));
    }

    @Override
    public String getServletPath() {
      return kept(super.getServletPath());
    }

    @Override
    public @Nullable String getPathInfo() {
      String path = super.getPathInfo();
      return path == null ? null : kept(path);
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = getParameterValues(name);
      return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      String[] values = super.getParameterValues(name);
      return values == null || AS_IT_IS.contains(name)
          ? values
          : Arrays.stream(values).map(JoinedAddresses.this::kept).toArray(String[]::new);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      Map<String, String[]> all = new LinkedHashMap<>();
      super.getParameterMap()
          .forEach(
              (name, values) -> {
                String[] meant = getParameterValues(name);
                all.put(name, meant == null ? values : meant);
              });
      return Collections.unmodifiableMap(all);
    }
  }
}
