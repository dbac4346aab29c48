package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class EveryMappingTest extends HostileServer {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  /** No mapping hides another one. */
  @Test
  void isFoundByItsAddress() throws Exception {
    for (Map.Entry<RequestMappingInfo, HandlerMethod> mapping :
        mappings.getHandlerMethods().entrySet()) {
      for (String pattern : mapping.getKey().getPatternValues()) {
        MockHttpServletRequest request = request(mapping.getKey(), pattern);
        assertThat(mappings.getHandler(request)).as(mapping.toString()).isNotNull();
        assertThat(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
            .as(mapping.toString())
            .hasToString(pattern);
      }
    }
  }

  private static MockHttpServletRequest request(RequestMappingInfo mapping, String pattern) {
    String method =
        mapping.getMethodsCondition().getMethods().stream()
            .findFirst()
            .orElse(RequestMethod.GET)
            .name();
    MockHttpServletRequest request =
        new MockHttpServletRequest(
            method,
            pattern.replaceAll("\\{\\w+:\\[A-Z][^/]*}", "A").replaceAll("\\{[^/]*}|\\*+", "1"));
    mapping.getConsumesCondition().getConsumableMediaTypes().stream()
        .findFirst()
        .map(MediaType::toString)
        .ifPresent(request::setContentType);
    mapping.getProducesCondition().getProducibleMediaTypes().stream()
        .findFirst()
        .ifPresent(type -> request.addHeader("Accept", type.toString()));
    ServletRequestPathUtils.parseAndCache(request);
    return request;
  }
}
