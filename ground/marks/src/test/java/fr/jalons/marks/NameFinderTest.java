package fr.jalons.marks;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.marks.NameFinder.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameFinderTest {
  private final NameFinder names =
      NameFinder.of(
          List.of(
              new Name("QUÉMÉRÉ", "Zoë"),
              new Name("Petit", "Léa"),
              new Name("MARTIN-DUPRÉ", "Jean-Noël"),
              new Name("D'Angelo", "Gianni"),
              new Name("DE LA TURBIE", "Anne"),
              new Name("Łukaszewski", "Ola"),
              new Name("Straßer", "Uwe"),
              new Name("Le Goff", "Yann"),
              new Name("Legrand", "Max"),
              new Name("FOYER DÉPARTEMENTAL", ""),
              new Name("U", "Min")));

  @Test
  void aLastNameIsFoundInAnySpelling() {
    found("Groupe Quéméré");
    found("GROUPE QUEMERE");
    found("quémere, absent");
    found("l’élève Quéméré");
    found("Que\u0301me\u0301re\u0301");
    found("Qué\u200bmé\u00adré");
    found("AP_QUEMERE_2");
    found("1QUEMERE2");
    found("G-QUEMERE");
    found("Ｑｕｅｍｅｒｅ");
    found("groupe lukaszewski");
    found("STRASSER");
  }

  @Test
  void hyphensAndApostrophesDoNotCount() {
    found("Bilan de Martin-Dupré");
    found("Bilan de Martin Dupré");
    found("Bilan de MartinDupré");
    found("Bilan de Martin–Dupre");
    found("d’Angelo");
    found("DANGELO");
    found("D Angelo");
    found("Delaturbie");
    found("de la Turbie");
    found("le-Goff");
    found("LEGOFF");
  }

  @Test
  void aCommonWordIsANameOnlyBesideTheFirstName() {
    found("Léa Petit");
    found("PETIT LEA");
    found("Où est Lea-Petit ?");
    notFound("Un petit questionnaire");
    notFound("Léa et le petit groupe");
  }

  @Test
  void onlyWholeWordsAreNames() {
    notFound("quémérétude");
    notFound("Quémé");
    notFound("Le tour de la classe");
    notFound("Martin");
    notFound("Le grand oral");
    notFound("Zoë, Jean-Noël et Anne");
    notFound("u");
    notFound("");
    found("Legrand, oral");
    found("Foyer départemental");
  }

  @Test
  void withoutKnownNamesNoneIsFound() {
    assertThat(NameFinder.of(List.of()).finds("Quéméré")).isFalse();
  }

  @Test
  void aNameTellsNothingInAMessage() {
    assertThat(new Name("Quéméré", "Zoë")).hasToString("Name");
  }

  private void found(String text) {
    assertThat(names.finds(text)).as(text).isTrue();
  }

  private void notFound(String text) {
    assertThat(names.finds(text)).as(text).isFalse();
  }
}
