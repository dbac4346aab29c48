package fr.jalons.platform.slices;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A read model kept by methods {@code @EventHandler void on(SomeEvent)}, which may also take a
 * {@link Recorded} and Axon's {@code ProcessingContext}. Events arrive in the order of the log; a
 * batch of them, the rows they change and the position reached share one database transaction.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
public @interface Projection {

  /** Its name, {@code module.what}: unique, and kept for ever, since its position hangs on it. */
  String name();

  /** Name of the Spring bean; by default Spring chooses. */
  @AliasFor(annotation = Component.class, attribute = "value")
  String bean() default "";
}
