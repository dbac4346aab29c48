package fr.jalons.platform.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * The language of an answer, page or problem: the one a person chose, else the best one that {@code
 * Accept-Language} names, else French. The choice stands in a cookie, with the marks that the other
 * cookies have.
 */
@Configuration(proxyBeanMethods = false)
class Languages {
  /** The first one is spoken to those who say nothing; its bundles have no suffix. */
  static final List<Locale> ALL = List.of(Locale.FRENCH, Locale.ENGLISH);

  private static final Duration REMEMBERED = Duration.ofDays(365);

  /** The language of a tag such as {@code en}; null if there is none. */
  static @Nullable Locale of(String tag) {
    return ALL.stream().filter(known -> known.toLanguageTag().equals(tag)).findFirst().orElse(null);
  }

  @Bean
  MessageSource messageSource() {
    return new Sentences(ALL);
  }

  @Bean
  LocaleResolver localeResolver(@Value("${jalons.https:false}") boolean https) {
    AcceptHeaderLocaleResolver asked = new AcceptHeaderLocaleResolver();
    asked.setSupportedLocales(ALL);
    asked.setDefaultLocale(ALL.getFirst());
    CookieLocaleResolver chosen = new Chosen(https ? "__Host-language" : "language");
    chosen.setDefaultLocaleFunction(asked::resolveLocale);
    chosen.setRejectInvalidCookies(false);
    chosen.setCookieHttpOnly(true);
    chosen.setCookieSecure(https);
    chosen.setCookieSameSite("Lax");
    chosen.setCookieMaxAge(REMEMBERED);
    return chosen;
  }

  /** A cookie that names another language says nothing. */
  private static final class Chosen extends CookieLocaleResolver {
    Chosen(String cookie) {
      super(cookie);
    }

    @Override
    protected @Nullable Locale parseLocaleValue(String value) {
      return of(value);
    }
  }
}
