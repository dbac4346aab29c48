package fr.jalons.platform.sealing;

import fr.jalons.marks.PersonalText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;

/**
 * Teaches Jackson what {@link PersonalText} means: sealed when written. When read, a record is
 * complete before its marked texts are opened, because only then it is known whose they are.
 */
public final class PersonalTexts {
  private PersonalTexts() {}

  public static JacksonModule module(Sealing sealing) {
    return new Module(sealing);
  }

  private static final class Module extends SimpleModule {
    private static final long serialVersionUID = 1L;
    private final transient Sealing sealing;

    Module(Sealing sealing) {
      super("personal texts");
      this.sealing = sealing;
      setDeserializerModifier(new OpeningMarked(sealing));
    }

    @Override
    public void setupModule(SetupContext context) {
      super.setupModule(context);
      context.insertAnnotationIntrospector(new Marked(sealing));
    }
  }

  private static final class Marked extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private final transient Sealing sealing;

    Marked(Sealing sealing) {
      this.sealing = sealing;
    }

    @Override
    public @Nullable Object findSerializer(MapperConfig<?> config, Annotated member) {
      return member.hasAnnotation(PersonalText.class)
          ? new SealingSerializer(member.getName(), sealing)
          : null;
    }
  }

  private static final class OpeningMarked extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1L;
    private final transient Sealing sealing;

    OpeningMarked(Sealing sealing) {
      this.sealing = sealing;
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
        DeserializationConfig config,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      MarkedTexts marked = MarkedTexts.of(bean.getBeanClass());
      return marked.isEmpty() ? deserializer : new Opening(deserializer, marked, sealing);
    }
  }

  private static final class Opening extends DelegatingDeserializer {
    private final MarkedTexts marked;
    private final Sealing sealing;

    Opening(ValueDeserializer<?> stored, MarkedTexts marked, Sealing sealing) {
      super(stored);
      this.marked = marked;
      this.sealing = sealing;
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> stored) {
      return new Opening(stored, marked, sealing);
    }

    @Override
    public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
      Object stored = super.deserialize(json, context);
      return stored == null ? null : marked.opened(sealing, stored);
    }
  }
}
