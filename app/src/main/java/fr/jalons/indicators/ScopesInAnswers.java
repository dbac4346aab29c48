package fr.jalons.indicators;

import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.school.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** What a record is about, as all answers of the API say it: by kind and by the code of today. */
@Configuration(proxyBeanMethods = false)
class ScopesInAnswers {

  @Bean
  JsonMapperBuilderCustomizer scopes(ObjectProvider<Directory> directory) {
    return mapper ->
        mapper.addModule(
            new SimpleModule("scopes").addSerializer(RecordScope.class, new Writer(directory)));
  }

  private static final class Writer extends ValueSerializer<RecordScope> {
    private final ObjectProvider<Directory> directory;

    Writer(ObjectProvider<Directory> directory) {
      this.directory = directory;
    }

    @Override
    public void serialize(RecordScope scope, JsonGenerator json, SerializationContext context) {
      StructureId structure = scope.structure();
      @Nullable String code =
          structure == null ? scope.track() : directory.getObject().code(structure);
      json.writeStartObject();
      json.writeStringProperty("kind", scope.scale().name());
      json.writeName("code");
      if (code == null) {
        json.writeNull();
      } else {
        json.writeString(code);
      }
      json.writeStringProperty("school", scope.school().uai());
      json.writeEndObject();
    }
  }
}
