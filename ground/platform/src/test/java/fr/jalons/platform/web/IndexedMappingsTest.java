package fr.jalons.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.ServletRequestPathUtils;

class IndexedMappingsTest {
  private final IndexedMappings mappings = new IndexedMappings();

  /** No controller, so that other tests do not find it on their class path. */
  static class Students {
    @GetMapping("/students")
    void list() {}

    @GetMapping("/students/{student}")
    void one() {}

    @GetMapping("/students/new")
    void form() {}

    @GetMapping("/students/{student}/needs")
    void needs() {}

    @PostMapping(path = "/students/{student}/needs", consumes = "application/json")
    void diagnose() {}

    @PostMapping(path = "/students/{student}/needs", consumes = "application/x-www-form-urlencoded")
    void diagnoseByForm() {}

    @GetMapping("/{kind}/{id}/notes")
    void notes() {}

    @GetMapping("/files/{*path}")
    void file() {}

    @GetMapping("/codes/{code:[a-z]+}")
    void code() {}

    void later() {}
  }

  @BeforeEach
  void map() {
    StaticApplicationContext context = new StaticApplicationContext();
    context.refresh();
    mappings.setApplicationContext(context);
    mappings.afterPropertiesSet();
    for (Method method : Students.class.getDeclaredMethods()) {
      RequestMapping mapping =
          AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
      if (mapping != null) {
        mappings.registerMapping(
            RequestMappingInfo.paths(mapping.path())
                .methods(mapping.method())
                .consumes(mapping.consumes())
                .options(mappings.getBuilderConfiguration())
                .build(),
            new Students(),
            method);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /students, , list",
    "HEAD, /students, , list",
    "GET, /students/7, , one",
    "HEAD, /students/7, , one",
    "GET, /students/new, , form",
    "GET, /students/7/needs, , needs",
    "POST, /students/7/needs, application/json, diagnose",
    "POST, /students/7/needs, application/x-www-form-urlencoded, diagnoseByForm",
    "GET, /students/7/notes, , notes",
    "GET, /students/a%2Fb/needs, , needs",
    "GET, /files/a/b/c, , file",
    "GET, /codes/abc, , code",
  })
  void findsWhatSpringFinds(String method, String path, String contentType, String expected)
      throws Exception {
    assertThat(found(request(method, path, contentType))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"/students/7/", "/students/7/needs/1", "/nothing", "/codes/123", "/"})
  void findsNothingWhereNothingIs(String path) throws Exception {
    assertThat(mappings.getHandler(request("GET", path, null))).isNull();
  }

  @Test
  void saysWhyNothingFits() {
    assertThatThrownBy(() -> found(request("DELETE", "/students/7", null)))
        .isInstanceOf(HttpRequestMethodNotSupportedException.class);
    assertThatThrownBy(() -> found(request("POST", "/students/7/needs", "text/plain")))
        .isInstanceOf(HttpMediaTypeNotSupportedException.class);
  }

  @Test
  void tellsThePatternAndTheVariables() throws Exception {
    MockHttpServletRequest request = request("GET", "/students/7/needs", null);
    found(request);
    assertThat(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
        .hasToString("/students/{student}/needs");
    assertThat(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE))
        .hasToString("{student=7}");
  }

  @Test
  void findsWhatIsMappedLaterAndForgetsWhatIsGone() throws Exception {
    assertThat(found(request("GET", "/students", null))).isEqualTo("list");
    RequestMappingInfo later =
        RequestMappingInfo.paths("/students/{student}/later")
            .methods(RequestMethod.GET)
            .options(mappings.getBuilderConfiguration())
            .build();
    mappings.registerMapping(later, new Students(), method("later"));
    assertThat(found(request("GET", "/students/7/later", null))).isEqualTo("later");
    mappings.unregisterMapping(later);
    assertThat(mappings.getHandler(request("GET", "/students/7/later", null))).isNull();
  }

  private static Method method(String name) {
    return Arrays.stream(Students.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MockHttpServletRequest request(String method, String path, String contentType) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setContentType(contentType);
    ServletRequestPathUtils.parseAndCache(request);
    return request;
  }

  private String found(MockHttpServletRequest request) throws Exception {
    HandlerExecutionChain chain = mappings.getHandler(request);
    assertThat(chain).isNotNull();
    return ((HandlerMethod) chain.getHandler()).getMethod().getName();
  }
}
