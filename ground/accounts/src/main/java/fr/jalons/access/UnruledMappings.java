package fr.jalons.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start before the first request if something is mapped that no rule is for. */
@Component
class UnruledMappings implements SmartLifecycle {
  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private final RuleBook rules;

  private volatile boolean running;

  UnruledMappings(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings,
      RuleBook rules) {
    this.mappings = mappings;
    this.rules = rules;
  }

  @Override
  public void start() {
    require(mappings.getObject().getHandlerMethods(), rules);
    running = true;
  }

  static void require(Map<RequestMappingInfo, HandlerMethod> mapped, RuleBook rules) {
    List<String> unruled =
        mapped.entrySet().stream()
            .filter(
                entry -> !ErrorController.class.isAssignableFrom(entry.getValue().getBeanType()))
            .flatMap(
                entry ->
                    addresses(entry.getKey())
                        .filter(address -> !isRuled(address, rules))
                        .map(address -> address + " of " + entry.getValue().getShortLogMessage()))
            .sorted()
            .toList();
    if (!unruled.isEmpty()) {
      throw new IllegalStateException(
          "No rule says who may ask for "
              + String.join(", ", unruled)
              + ": put @Allowed on the command or on the method");
    }
  }

  private static boolean isRuled(String address, RuleBook rules) {
    String[] parts = address.split(" ", 2);
    return rules.of(parts[0], parts[1]).isPresent();
  }

  /** A mapping without a method answers them all. */
  static Stream<String> addresses(RequestMappingInfo info) {
    Collection<RequestMethod> methods = info.getMethodsCondition().getMethods();
    String query =
        info.getParamsCondition().getExpressions().stream()
            .map(Object::toString)
            .collect(Collectors.joining("&"));
    return info.getPatternValues().stream()
        .map(pattern -> Rule.address(pattern, query))
        .flatMap(
            address ->
                methods.isEmpty()
                    ? Stream.of("* " + address)
                    : methods.stream().map(method -> method + " " + address));
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the server takes requests. */
  @Override
  public int getPhase() {
    return 0;
  }
}
