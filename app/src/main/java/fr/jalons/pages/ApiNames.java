package fr.jalons.pages;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * In the description of the API, a record inside a slice is called after the slice: nearly every
 * one has a {@code Body}, and by that name alone all of them would be described as the last one.
 */
@Configuration(proxyBeanMethods = false)
class ApiNames {
  private static final String ENDPOINT = "Endpoint";

  @Bean
  ModelResolver schemas() {
    return new ModelResolver(Json31.mapper(), new BySlice()).openapi31(true);
  }

  private static final class BySlice extends TypeNameResolver {
    @Override
    protected String getNameOfClass(Class<?> type) {
      StringBuilder name = new StringBuilder(type.getSimpleName());
      for (Class<?> outer = type.getEnclosingClass();
          outer != null;
          outer = outer.getEnclosingClass()) {
        if (!outer.getSimpleName().equals(ENDPOINT)) {
          name.insert(0, outer.getSimpleName());
        }
      }
      return name.toString();
    }
  }
}
