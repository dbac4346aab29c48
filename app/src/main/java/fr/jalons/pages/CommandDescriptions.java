package fr.jalons.pages;

import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.CommandShapes;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Describes the calls that give commands: their records say everything but the words. */
@Component
class CommandDescriptions implements GlobalOpenApiCustomizer {
  private static final String JSON = "application/json";

  private final CommandShapes shapes;
  private final CommandExamples examples;

  CommandDescriptions(CommandShapes shapes, CommandExamples examples) {
    this.shapes = shapes;
    this.examples = examples;
  }

  @Override
  public void customise(OpenAPI api) {
    Map<String, Schema<?>> schemas = new TreeMap<>();
    Map<Class<?>, String> told = examples.all();
    shapes.all().forEach(shape -> describe(api, shape, schemas, told));
    schemas.forEach(api.getComponents()::addSchemas);
  }

  private void describe(
      OpenAPI api, CommandShape shape, Map<String, Schema<?>> schemas, Map<Class<?>, String> told) {
    String path = shape.post().value().replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    Operation operation = new Operation();
    api.getPaths().computeIfAbsent(path, added -> new PathItem()).setPost(operation);
    String name = shape.type().getSimpleName();
    operation.setOperationId(name);
    operation.setTags(List.of(shape.type().getPackage().getName().split("\\.")[2]));
    operation.setParameters(parameters(shape, schemas));
    operation.setResponses(new ApiResponses().addApiResponse(status(shape), answer(shape)));
    Schema<?> body = body(shape, schemas);
    if (body.getProperties() == null) {
      operation.setRequestBody(null);
    } else {
      schemas.put(name + "Body", body);
      MediaType json = new MediaType().schema(reference(name + "Body"));
      String example = told.get(shape.type());
      if (example != null) {
        json.setExample(tree(example));
      }
      operation.setRequestBody(
          new RequestBody().required(true).content(new Content().addMediaType(JSON, json)));
    }
  }

  private static Object tree(String example) {
    try {
      return Json31.mapper().readValue(example, Object.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + example, e);
    }
  }

  private List<Parameter> parameters(CommandShape shape, Map<String, Schema<?>> schemas) {
    List<Parameter> parameters = new ArrayList<>();
    for (CommandShape.Part part : shape.parts()) {
      switch (part.source()) {
        case PATH ->
            parameters.add(
                new Parameter()
                    .in("path")
                    .name(part.name())
                    .required(true)
                    .schema(schema(part, shape, schemas)));
        case VERSION ->
            parameters.add(
                new Parameter().in("header").name(HttpHeaders.IF_MATCH).schema(string()));
        default -> {
          // In the body, or not for anybody to say.
        }
      }
    }
    return parameters;
  }

  private static String status(CommandShape shape) {
    return shape.creates() ? "201" : shape.post().echoes() ? "200" : "204";
  }

  private static ApiResponse answer(CommandShape shape) {
    ApiResponse answer = new ApiResponse().description("");
    if (shape.creates() || shape.post().echoes()) {
      Schema<?> id = string().format("uuid");
      answer.setContent(
          new Content()
              .addMediaType(JSON, new MediaType().schema(object().properties(Map.of("id", id)))));
    }
    return answer;
  }

  private Schema<?> body(CommandShape shape, Map<String, Schema<?>> schemas) {
    Schema<?> body = object();
    for (CommandShape.Part part : shape.parts()) {
      if (part.inBody()) {
        Schema<?> schema = schema(part, shape, schemas);
        constrain(schema, part, body);
        body.addProperty(part.written(), schema);
      }
    }
    return body;
  }

  private Schema<?> schema(
      CommandShape.Part part, CommandShape shape, Map<String, Schema<?>> schemas) {
    ResolvedSchema resolved =
        ModelConverters.getInstance(true)
            .resolveAsResolvedSchema(
                new AnnotatedType(shapes.written(part)).resolveAsRef(true).schemaProperty(true));
    if (resolved == null || resolved.schema == null) {
      throw new IllegalStateException(shape.type().getName() + " cannot be described: " + part);
    }
    resolved.referencedSchemas.forEach((name, schema) -> schemas.put(name, schema));
    return resolved.schema;
  }

  /** What the constraints of a component say. */
  private static void constrain(Schema<?> schema, CommandShape.Part part, Schema<?> body) {
    if (part.required()) {
      body.addRequiredItem(part.written());
    }
    Size size = part.constraint(Size.class);
    if (size != null && part.many()) {
      schema.setMaxItems(size.max());
    } else if (size != null) {
      schema.setMaxLength(size.max());
    }
    Min least = part.constraint(Min.class);
    if (least != null) {
      schema.setMinimum(BigDecimal.valueOf(least.value()));
    }
    Max most = part.constraint(Max.class);
    if (most != null) {
      schema.setMaximum(BigDecimal.valueOf(most.value()));
    }
    Pattern pattern = part.constraint(Pattern.class);
    if (pattern != null) {
      schema.setPattern(pattern.regexp());
    }
    if (part.constraint(NotBlank.class) != null) {
      schema.setMinLength(1);
    }
  }

  private static Schema<?> object() {
    return type("object");
  }

  private static Schema<?> string() {
    return type("string");
  }

  private static Schema<?> type(String type) {
    Schema<?> schema = new Schema<>();
    schema.setTypes(java.util.Set.of(type));
    return schema;
  }

  private static Schema<?> reference(String name) {
    return new Schema<>().$ref("#/components/schemas/" + name);
  }
}
