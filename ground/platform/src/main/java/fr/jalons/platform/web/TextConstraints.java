package fr.jalons.platform.web;

import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.sealing.Sealing;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
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
 * text without NUL and without half of a surrogate pair, which PostgreSQL refuses, and which does
 * not pass itself off as sealed; dates of the years 1900 to 9999; whole numbers and names of
 * enumerations given as such. Anything else is answered 400, naming the field.
 */
@Configuration(proxyBeanMethods = false)
class TextConstraints implements WebMvcConfigurer, HandlerInterceptor {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9999;

  /** Why a text may not come in; null for one that may. */
  static @Nullable String fault(String text) {
    if (text.codePoints()
        .anyMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))) {
      return "platform.unstorable-text";
    }
    return Sealing.looksSealed(text) ? "platform.sealed-text" : null;
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

    private final String fault;

    UnstorableText(@Nullable JsonParser parser, String fault) {
      super(parser, "text that cannot be stored");
      this.fault = fault;
    }

    /** The key of the message that says why. */
    String fault() {
      return fault;
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
            (name, values) ->
                Stream.concat(Stream.of(name), Arrays.stream(values))
                    .map(TextConstraints::fault)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(
                        fault -> {
                          throw Refusal.invalid(name, fault);
                        }));
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
      String fault = text == null ? null : fault(text);
      if (fault != null) {
        throw new UnstorableText(parser, fault);
      }
      return text;
    }
  }

  private static final class Key extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      String fault = fault(key);
      if (fault != null) {
        throw new UnstorableText(context.getParser(), fault);
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
