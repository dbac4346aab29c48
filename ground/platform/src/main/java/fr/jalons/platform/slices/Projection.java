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
 * {@link Recorded} and a {@link ProjectionBatch}. Events arrive in the order of the log; a batch of
 * them, the rows they change and the position reached share one database transaction. An event that
 * a handler cannot cope with is parked.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
public @interface Projection {

  /**
   * Its name, {@code schema.what}: unique, and kept for ever, since its position hangs on it.
   * Handlers name the tables of this schema without it, so that they fill the live tables or those
   * of a rebuild.
   */
  String name();

  /**
   * Its tables, which no other code writes and which the log alone determines, so that they can be
   * rebuilt. None for what cannot: names and keys, which the log does not hold.
   */
  String[] tables() default {};

  /** Name of the Spring bean; by default Spring chooses. */
  @AliasFor(annotation = Component.class, attribute = "value")
  String bean() default "";
}
