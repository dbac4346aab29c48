package fr.jalons.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds what serves an address by its segments. Spring itself compares a request with every mapping
 * whose address has variables, which costs more with each row of the grid. Wherever not exactly one
 * mapping fits, Spring decides.
 */
final class IndexedMappings extends RequestMappingHandlerMapping {
  private static final Pattern INDEXED = Pattern.compile("(/([^/{}*?]+|\\{\\w+}))+");

  private volatile @Nullable Index index;

  /** Makes Spring use these mappings. */
  @Component
  static final class Registration implements WebMvcRegistrations {
    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
      return new IndexedMappings();
    }
  }

  /**
   * @param others mappings of which the segments say too little
   */
  private record Index(
      Segment root,
      List<RequestMappingInfo> others,
      Map<RequestMappingInfo, HandlerMethod> methods) {

    static Index of(Map<RequestMappingInfo, HandlerMethod> methods) {
      Index index = new Index(new Segment(), new ArrayList<>(), methods);
      methods.keySet().forEach(index::add);
      return index;
    }

    private void add(RequestMappingInfo mapping) {
      if (mapping.getPatternValues().stream().allMatch(path -> INDEXED.matcher(path).matches())) {
        mapping
            .getPatternValues()
            .forEach(path -> root.add(path.substring(1).split("/"), 0, mapping));
      } else {
        others.add(mapping);
      }
    }

    List<RequestMappingInfo> candidates(HttpServletRequest request) {
      List<RequestMappingInfo> found = new ArrayList<>(others);
      List<PathContainer.Element> path =
          ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().elements();
      root.collect(path, 1, found);
      return found;
    }
  }

  /** What may follow a part of an address. */
  private static final class Segment {
    private final Map<String, Segment> literal = new HashMap<>();
    private final List<RequestMappingInfo> here = new ArrayList<>();
    private @Nullable Segment variable;

    void add(String[] path, int at, RequestMappingInfo mapping) {
      if (at == path.length) {
        here.add(mapping);
      } else {
        next(path[at]).add(path, at + 1, mapping);
      }
    }

    private Segment next(String written) {
      if (!written.startsWith("{")) {
        return literal.computeIfAbsent(written, unknown -> new Segment());
      }
      if (variable == null) {
        variable = new Segment();
      }
      return variable;
    }

    /**
     * @param at of the next segment; before it stands its separator
     */
    void collect(List<PathContainer.Element> path, int at, List<RequestMappingInfo> found) {
      if (at > path.size()) {
        found.addAll(here);
      } else if (at < path.size() && path.get(at) instanceof PathContainer.PathSegment segment) {
        Segment same = literal.get(segment.valueToMatch());
        if (same != null) {
          same.collect(path, at + 2, found);
        }
        if (variable != null) {
          variable.collect(path, at + 2, found);
        }
      }
    }
  }

  @Override
  protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request)
      throws Exception {
    Index known = index();
    RequestMappingInfo only = null;
    RequestMappingInfo fitting = null;
    for (RequestMappingInfo mapping : known.candidates(request)) {
      RequestMappingInfo fit = getMatchingMapping(mapping, request);
      if (fit != null && only != null) {
        return super.lookupHandlerMethod(path, request);
      }
      if (fit != null) {
        only = mapping;
        fitting = fit;
      }
    }
    if (fitting == null) {
      return super.lookupHandlerMethod(path, request);
    }
    HandlerMethod method = known.methods().get(only);
    request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, method);
    handleMatch(fitting, path, request);
    return method;
  }

  private Index index() {
    Index known = index;
    if (known == null) {
      known = Index.of(getHandlerMethods());
      index = known;
    }
    return known;
  }

  @Override
  public void registerMapping(RequestMappingInfo mapping, Object handler, Method method) {
    super.registerMapping(mapping, handler, method);
    index = null;
  }

  @Override
  protected void registerHandlerMethod(Object handler, Method method, RequestMappingInfo mapping) {
    super.registerHandlerMethod(handler, method, mapping);
    index = null;
  }

  @Override
  public void unregisterMapping(RequestMappingInfo mapping) {
    super.unregisterMapping(mapping);
    index = null;
  }
}
