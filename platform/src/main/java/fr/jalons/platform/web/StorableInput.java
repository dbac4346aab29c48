package fr.jalons.platform.web;

import fr.jalons.platform.refusal.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.Parser;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/**
 * What every request is held to before a slice sees it, so that whatever is accepted can be stored:
 * text without NUL and without half of a surrogate pair, which PostgreSQL refuses; dates of the
 * years 1900 to 9999; whole numbers and names of enumerations given as such. Anything else is
 * answered 400, naming the field.
 */
@Configuration(proxyBeanMethods = false)
class StorableInput implements WebMvcConfigurer, HandlerInterceptor {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9999;

  static boolean storable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text.strip());
    if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
      throw new DateTimeException("not a year of this program's");
    }
    return day;
  }

  /** Thrown while reading a body; {@link Problems} tells it from a value of the wrong type. */
  static final class UnstorableText extends MismatchedInputException {
    private static final long serialVersionUID = 1L;

    UnstorableText(@Nullable JsonParser parser) {
      super(parser, "text that cannot be stored");
    }
  }

  @Bean
  JsonMapperBuilderCustomizer storableBodies() {
    return mapper ->
        mapper
            .addModule(
                new SimpleModule("storable")
                    .addDeserializer(String.class, new Text())
                    .addKeyDeserializer(String.class, new Key())
                    .addDeserializer(LocalDate.class, new Day()))
            // Otherwise '' would be the identifier 00000000-0000-0000-0000-000000000000.
            .withCoercionConfigDefaults(
                empty -> empty.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addParser(new DayParser());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      return true; // it is being refused already
    }
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!storable(name) || !Arrays.stream(values).allMatch(StorableInput::storable)) {
                throw Refusal.invalid(name, "platform.unstorable-text");
              }
            });
    return true;
  }

  private static final class DayParser implements Parser<LocalDate> {
    @Override
    public LocalDate parse(String text, Locale locale) {
      return day(text);
    }
  }

  private static final class Text extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      String text = super.deserialize(parser, context);
      if (text != null && !storable(text)) {
        throw new UnstorableText(parser);
      }
      return text;
    }
  }

  private static final class Key extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      if (!storable(key)) {
        throw new UnstorableText(context.getParser());
      }
      return key;
    }
  }

  private static final class Day extends StdScalarDeserializer<LocalDate> {
    Day() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
      String text = parser.getValueAsString("");
      try {
        return day(text);
      } catch (DateTimeException e) {
        throw context.weirdStringException(text, LocalDate.class, "not a date");
      }
    }
  }
}
