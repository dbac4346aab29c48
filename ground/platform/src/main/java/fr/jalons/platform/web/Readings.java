package fr.jalons.platform.web;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.module.SimpleModule;

/** The readings of all modules, by the type they read. */
@Component
class Readings {
  private final SingletonSupplier<Map<Class<?>, Reading<?, ?>>> byType;

  Readings(ObjectProvider<Reading<?, ?>> readings) {
    this.byType =
        SingletonSupplier.of(
            () ->
                readings.stream()
                    .collect(Collectors.toUnmodifiableMap(Reading::meant, Function.identity())));
  }

  /** The type in which a component stands in a body. */
  Type written(CommandShape.Part part) {
    Reading<?, ?> reading = of(part);
    return reading == null ? part.boxed() : reading.written();
  }

  /** Whether a component stands in a body as something else than it is. */
  boolean has(CommandShape.Part part) {
    return of(part) != null;
  }

  private @Nullable Reading<?, ?> of(CommandShape.Part part) {
    return byType.obtain().get(part.type());
  }

  /** What a component means that was written so. */
  Object read(CommandShape.Part part, Object written, LocalDate day) {
    Reading<?, ?> reading = of(part);
    return reading == null || part.type().isInstance(written)
        ? written
        : read(reading, part, written, day);
  }

  private static <W, T> T read(
      Reading<W, T> reading, CommandShape.Part part, Object written, LocalDate day) {
    return reading.read(reading.written().cast(written), part.written(), day);
  }

  /** What stands for a component that was left out; null if that means nothing. */
  @Nullable Object leftOut(CommandShape.Part part) {
    Reading<?, ?> reading = of(part);
    return reading == null ? null : reading.leftOut();
  }

  /** How somebody would write the value of a component. */
  Object write(CommandShape.Part part, Object value) {
    Reading<?, ?> reading = of(part);
    return reading == null ? value : write(reading, value);
  }

  private static <W, T> W write(Reading<W, T> reading, Object value) {
    return reading.write(reading.meant().cast(value));
  }

  /** Bodies of commands are read as drafts. */
  @Configuration(proxyBeanMethods = false)
  static class Bodies {
    @Bean
    JsonMapperBuilderCustomizer drafts(ObjectProvider<Readings> readings) {
      return mapper ->
          mapper.addModule(
              new SimpleModule("drafts")
                  .addDeserializer(
                      Draft.class, new DraftReader(part -> readings.getObject().written(part))));
    }
  }
}
