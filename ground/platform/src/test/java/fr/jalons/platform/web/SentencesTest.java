package fr.jalons.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.NoSuchMessageException;

class SentencesTest {
  private static final String KEY = "platform.not-found";

  private final Sentences sentences = new Sentences(Languages.ALL);

  private String said(Locale locale) {
    return sentences.getMessage(KEY, null, locale);
  }

  @Test
  void eachLanguageHasItsOwnWordsWhateverTheCountry() {
    assertThat(said(Locale.FRENCH)).isEqualTo("Introuvable.");
    assertThat(said(Locale.UK)).isEqualTo(said(Locale.ENGLISH)).isNotEqualTo("Introuvable.");
    assertThat(said(Locale.CANADA_FRENCH)).isEqualTo("Introuvable.");
  }

  @Test
  void otherLanguagesGetTheFirst() {
    assertThat(said(Locale.JAPANESE)).isEqualTo("Introuvable.");
    assertThat(said(Locale.ROOT)).isEqualTo("Introuvable.");
  }

  @Test
  void anUnknownKeyIsRefused() {
    assertThatThrownBy(() -> sentences.getMessage("platform.none", null, Locale.FRENCH))
        .isInstanceOf(NoSuchMessageException.class);
  }
}
