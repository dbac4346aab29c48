package fr.jalons.platform.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The sentences of all bundles {@code messages/…} of all modules, in folders or not, read once.
 * Spring's own source asks one bundle after the other, and a page asks for hundreds of sentences.
 */
final class Sentences extends AbstractMessageSource {
  private static final String FOLDER = "messages/";
  private static final String FILE = ".properties";

  private final Locale first;
  private final Map<Locale, Spoken> spoken = new HashMap<>();

  /**
   * @param languages the first one is spoken where another lacks a sentence; its bundles have no
   *     suffix
   */
  Sentences(List<Locale> languages) {
    this.first = languages.getFirst();
    for (Locale language : languages) {
      spoken.put(language, new Spoken(language));
    }
    for (Resource file : files()) {
      Locale language = language(file, languages);
      read(file).forEach((key, sentence) -> add(of(language), key, sentence));
    }
    Map<String, String> fallback = of(first).sentences;
    spoken.values().forEach(each -> fallback.forEach(each.sentences::putIfAbsent));
  }

  private static void add(Spoken spoken, String key, String sentence) {
    if (spoken.sentences.put(key, sentence) != null) {
      throw new IllegalStateException("two bundles hold the message " + key);
    }
  }

  /** One language: its sentences by their keys, and what was made of them. */
  private record Spoken(
      Locale language,
      Map<String, String> sentences,
      Map<String, MessageFormat> formats,
      Map<String, String> plain) {
    Spoken(Locale language) {
      this(language, new HashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    @Nullable MessageFormat format(String key) {
      String sentence = sentences.get(key);
      return sentence == null
          ? null
          : formats.computeIfAbsent(key, one -> new MessageFormat(sentence, language));
    }

    /** Without arguments, and without the doubled quotes of a format. */
    @Nullable String plain(String key) {
      String sentence = sentences.get(key);
      return sentence == null
          ? null
          : plain.computeIfAbsent(
              key, one -> new MessageFormat(sentence, language).format(new Object[0]));
    }
  }

  private Spoken of(Locale language) {
    return spoken.getOrDefault(
        Locale.of(language.getLanguage()), Objects.requireNonNull(spoken.get(first)));
  }

  /** That of the suffix, else the first. */
  private Locale language(Resource file, List<Locale> languages) {
    String name = Objects.requireNonNull(file.getFilename());
    return languages.stream()
        .filter(language -> name.endsWith('_' + language.toLanguageTag() + FILE))
        .findFirst()
        .orElse(first);
  }

  private static Resource[] files() {
    try {
      return new PathMatchingResourcePatternResolver()
          .getResources("classpath*:" + FOLDER + "**/*" + FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Resource file) {
    try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      Properties sentences = new Properties();
      sentences.load(reader);
      Map<String, String> read = new HashMap<>();
      sentences.stringPropertyNames().forEach(key -> read.put(key, sentences.getProperty(key)));
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
    return of(locale).plain(code);
  }

  @Override
  protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
    return of(locale).format(code);
  }
}
