package fr.jalons.evaluation.frameworks;

import fr.jalons.platform.commands.Commands;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A school that has never adopted any edition of a shipped framework starts with the newest one.
 * Runs once Axon has started and before the application says it is ready, but after everybody else
 * who does so: a demonstration year adopts frameworks at its own beginning.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class AdoptShippedFrameworks implements ApplicationRunner {
  private final ShippedFrameworks shipped;
  private final Commands commands;

  AdoptShippedFrameworks(ShippedFrameworks shipped, Commands commands) {
    this.shipped = shipped;
    this.commands = commands;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    shipped
        .newest()
        .forEach(
            newest ->
                commands.sendAs(
                    "system:jalons", new AdoptFramework(newest.code(), newest.edition(), true)));
  }
}
