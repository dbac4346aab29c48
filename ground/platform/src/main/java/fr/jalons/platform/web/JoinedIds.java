package fr.jalons.platform.web;

import fr.jalons.platform.joining.JoinedFiles;
import java.lang.reflect.Constructor;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** A joined identifier of a student or guardian in a body means the kept one. */
@Configuration(proxyBeanMethods = false)
class JoinedIds {
  private static final Set<String> OF_PERSONS = Set.of("StudentId", "GuardianId");

  @Bean
  JsonMapperBuilderCustomizer meantIds(JoinedFiles joined) {
    SimpleModule module = new SimpleModule("joined identifiers");
    module.setDeserializerModifier(new Modifier(joined));
    return mapper -> mapper.addModule(module);
  }

  private static final class Modifier extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1L;
    private final transient JoinedFiles joined;

    Modifier(JoinedFiles joined) {
      this.joined = joined;
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
        DeserializationConfig config,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      return OF_PERSONS.contains(bean.getBeanClass().getSimpleName())
          ? new Meant(deserializer, joined)
          : deserializer;
    }
  }

  private static final class Meant extends DelegatingDeserializer {
    private final JoinedFiles joined;

    Meant(ValueDeserializer<?> written, JoinedFiles joined) {
      super(written);
      this.joined = joined;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> written) {
      return new Meant(written, joined);
    }

    @Override
    public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
      Object id = super.deserialize(json, context);
      if (id == null || joined.none()) {
        return id;
      }
      UUID value = UUID.fromString(id.toString());
      return joined.isJoined(value) ? of(id.getClass(), joined.kept(value)) : id;
    }

    private static Object of(Class<?> type, UUID value) {
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(UUID.class);
        return constructor.newInstance(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " is no identifier", e);
      }
    }
  }
}
