package fr.jalons.platform.aspects;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the aspects of the modules. */
@Configuration(proxyBeanMethods = false)
class AspectWiring {
  @Bean
  Folds folds(Clock clock) {
    return Folds.onClassPath(clock.getZone());
  }

  @Bean
  Indicators indicators(Folds folds) {
    return new Indicators(folds);
  }
}
