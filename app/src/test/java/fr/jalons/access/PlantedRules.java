package fr.jalons.access;

import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Rules of what a test plants under {@code planted}. */
@TestConfiguration(proxyBeanMethods = false)
public class PlantedRules {
  @Bean
  @Primary
  RuleBook planted() {
    List<Rule> rules = new ArrayList<>(Rules.ALL);
    for (String address :
        List.of(
            "GET /api/planted/actor",
            "GET /api/planted/patience",
            "POST /api/planted/actor",
            "GET /planted/failure")) {
      String[] parts = address.split(" ");
      rules.add(new Rule(parts[0], parts[1], Over.SIGNED_IN, EnumSet.allOf(Role.class)));
    }
    return new RuleBook(rules);
  }
}
