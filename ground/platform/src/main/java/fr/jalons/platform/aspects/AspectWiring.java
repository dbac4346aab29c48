package fr.jalons.platform.aspects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the aspects of the modules. */
@Configuration(proxyBeanMethods = false)
class AspectWiring {
  @Bean
  Folds folds() {
    return Folds.onClassPath();
  }

  @Bean
  Indicators indicators(Folds folds) {
    return new Indicators(folds);
  }
}
