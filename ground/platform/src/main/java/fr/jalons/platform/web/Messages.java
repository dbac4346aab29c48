package fr.jalons.platform.web;

import fr.jalons.platform.refusal.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Sentences in the user's language, from the bundles {@code messages/<module>} of all modules. */
@Component
public class Messages {
  private final MessageSource source;

  Messages(MessageSource source) {
    this.source = source;
  }

  /** The sentence of a key in the language of the current request. */
  public String of(String key, Object... args) {
    return source.getMessage(key, args, LocaleContextHolder.getLocale());
  }

  /** The sentence of a fault in the language of the current request. */
  public String of(Fault fault) {
    return of(fault.key(), fault.args().toArray());
  }

  /** French unless a program asks for English; the bundle without a suffix is French. */
  @Configuration(proxyBeanMethods = false)
  static class Languages {
    @Bean
    MessageSource messageSource() {
      ResourceBundleMessageSource source = new ResourceBundleMessageSource();
      source.setBasenames(bundles());
      source.setDefaultEncoding("UTF-8");
      source.setFallbackToSystemLocale(false);
      source.setAlwaysUseMessageFormat(true);
      return source;
    }

    /** Programs choose their language by Accept-Language; pages are French. */
    @Bean
    LocaleResolver localeResolver() {
      AcceptHeaderLocaleResolver resolver =
          new AcceptHeaderLocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
              return isPage(request) ? Locale.FRENCH : super.resolveLocale(request);
            }
          };
      resolver.setSupportedLocales(List.of(Locale.FRENCH, Locale.ENGLISH));
      resolver.setDefaultLocale(Locale.FRENCH);
      return resolver;
    }

    private static boolean isPage(HttpServletRequest request) {
      String accept = request.getHeader(HttpHeaders.ACCEPT);
      return accept != null
          && accept.contains(MediaType.TEXT_HTML_VALUE)
          && !request.getRequestURI().startsWith("/api/");
    }

    private static String[] bundles() {
      try {
        return Arrays.stream(
                new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*_en.properties"))
            .map(resource -> String.valueOf(resource.getFilename()))
            .map(name -> "messages/" + name.replace("_en.properties", ""))
            .sorted()
            .toArray(String[]::new);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
