package fr.jalons.platform.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.FormatterRegistry;
import org.springframework.format.Printer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Days and moments as people read them, in their language and in the time zone of the school. A
 * template writes <code>${{day}}</code>, with two braces.
 */
@Component("dateTexts")
public class DateTexts {
  /** What may be one: most texts are not tried. */
  private static final Pattern DAY_OF_YEAR = Pattern.compile("\\d.{2,8}\\d{4}.{0,12}");

  private final MessageSource words;
  private final Clock clock;

  DateTexts(MessageSource words, Clock clock) {
    this.words = words;
    this.clock = clock;
  }

  /** A day; empty for none. */
  public String day(@Nullable LocalDate day) {
    return day == null ? "" : text("platform.day", day, LocaleContextHolder.getLocale());
  }

  /** A moment to the minute. */
  public String moment(Instant moment) {
    return moment(moment, LocaleContextHolder.getLocale());
  }

  /** A moment to the second. */
  public String second(Instant moment) {
    return text("platform.second", moment.atZone(clock.getZone()), LocaleContextHolder.getLocale());
  }

  private String moment(Instant moment, Locale language) {
    return text("platform.moment", moment.atZone(clock.getZone()), language);
  }

  /** The day or moment that a text shows, as a page in this language would; empty for no such. */
  public Optional<TemporalAccessor> read(String text, Locale language) {
    if (!DAY_OF_YEAR.matcher(text).matches()) {
      return Optional.empty();
    }
    return Stream.of("platform.day", "platform.moment", "platform.second")
        .flatMap(pattern -> read(pattern, text, language).stream())
        .findFirst();
  }

  private Optional<TemporalAccessor> read(String pattern, String text, Locale language) {
    DateTimeFormatter shown =
        DateTimeFormatter.ofPattern(words.getMessage(pattern, null, language), language);
    try {
      return Optional.of(shown.parseBest(text, LocalDateTime::from, LocalDate::from));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // something else
    }
  }

  private String text(String pattern, TemporalAccessor time, Locale language) {
    return DateTimeFormatter.ofPattern(words.getMessage(pattern, null, language), language)
        .format(time);
  }

  /** Has templates print them so. What requests hold is read as before. */
  @Configuration(proxyBeanMethods = false)
  static class InTemplates implements WebMvcConfigurer {
    private final DateTexts texts;

    InTemplates(DateTexts texts) {
      this.texts = texts;
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
      registry.addPrinter(new Days(texts));
      registry.addPrinter(new Instants(texts));
    }
  }

  /** Days; a class, since its type says what it prints. */
  private record Days(DateTexts texts) implements Printer<LocalDate> {
    @Override
    public String print(LocalDate day, Locale language) {
      return texts.text("platform.day", day, language);
    }
  }

  /** Moments. */
  private record Instants(DateTexts texts) implements Printer<Instant> {
    @Override
    public String print(Instant moment, Locale language) {
      return texts.moment(moment, language);
    }
  }
}
