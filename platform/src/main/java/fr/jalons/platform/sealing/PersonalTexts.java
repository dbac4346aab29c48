package fr.jalons.platform.sealing;

import fr.jalons.personal.PersonalText;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/** Teaches Jackson what {@link PersonalText} means: sealed when written, opened when read. */
public final class PersonalTexts extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  private final transient Sealing sealing;

  public PersonalTexts(Sealing sealing) {
    this.sealing = sealing;
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable Object findSerializer(MapperConfig<?> config, Annotated member) {
    PersonalText mark = member.getAnnotation(PersonalText.class);
    return mark == null ? null : new SealingSerializer(mark, member.getName(), sealing);
  }

  @Override
  public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated member) {
    return isMarked(member) && member.getRawType() == String.class ? new Opening(sealing) : null;
  }

  @Override
  public @Nullable Object findContentDeserializer(MapperConfig<?> config, Annotated member) {
    return isMarked(member) && Map.class.isAssignableFrom(member.getRawType())
        ? new Opening(sealing)
        : null;
  }

  private static boolean isMarked(Annotated member) {
    return member.hasAnnotation(PersonalText.class);
  }

  private static final class Opening extends StdScalarDeserializer<String> {
    private final Sealing sealing;

    Opening(Sealing sealing) {
      super(String.class);
      this.sealing = sealing;
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
      String stored = json.getValueAsString();
      return stored == null ? null : sealing.open(stored);
    }
  }
}
