package fr.jalons.access;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The rules in force, found by method and address: see {@link Rule#address()}. */
@Component
class RuleBook {
  private final Map<String, Rule> byAddress;

  @Autowired
  RuleBook() {
    this(Rules.ALL);
  }

  RuleBook(Collection<Rule> rules) {
    byAddress =
        rules.stream().collect(Collectors.toUnmodifiableMap(Rule::address, Function.identity()));
  }

  /** The rule of what is mapped, if there is one; a HEAD is a GET. */
  Optional<Rule> of(String method, String address) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return Optional.ofNullable(byAddress.get(asked + ' ' + address));
  }
}
