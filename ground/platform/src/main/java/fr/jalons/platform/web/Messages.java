package fr.jalons.platform.web;

import fr.jalons.platform.refusal.Fault;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

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

  /** The sentence of a key in a language of its own. */
  public String in(Locale language, String key, Object... args) {
    return source.getMessage(key, args, language);
  }
}
