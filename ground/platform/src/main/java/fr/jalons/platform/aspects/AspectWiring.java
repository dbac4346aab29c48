package fr.jalons.platform.aspects;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Finds the aspects of the modules. */
@Configuration(proxyBeanMethods = false)
class AspectWiring {
  @Bean
  Folds folds(Clock clock, Environment environment) {
    return Folds.onClassPath(clock::getZone, environment::getProperty);
  }

  @Bean
  Indicators indicators(Folds folds) {
    return new Indicators(folds);
  }
}
