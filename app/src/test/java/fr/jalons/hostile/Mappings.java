package fr.jalons.hostile;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Everything that can be asked for, as Spring has it mapped. */
final class Mappings {
  private Mappings() {}

  /**
   * One method and address.
   *
   * @param parameters names of those of the query or form
   */
  record Place(String method, String pattern, Set<String> parameters) {

    /** The address with {@code value} for each of its variables. */
    String path(String value) {
      return pattern.replaceAll("\\{[^/]*}", value);
    }

    boolean reads() {
      return method.equals("GET");
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  static List<Place> of(RequestMappingHandlerMapping mappings) {
    List<Place> places = new ArrayList<>();
    mappings
        .getHandlerMethods()
        .forEach((info, handler) -> methods(info).forEach(m -> add(places, m, info, handler)));
    return places;
  }

  private static List<String> methods(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() ? List.of("GET") : methods.stream().map(Enum::name).toList();
  }

  private static void add(
      List<Place> places, String method, RequestMappingInfo info, HandlerMethod handler) {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(handler.getMethod().getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
        .map(Mappings::name)
        .forEach(names::add);
    info.getPatternValues().forEach(pattern -> places.add(new Place(method, pattern, names)));
  }

  private static String name(Parameter parameter) {
    String told = parameter.getAnnotation(RequestParam.class).value();
    return told.isEmpty() ? parameter.getName() : told;
  }
}
