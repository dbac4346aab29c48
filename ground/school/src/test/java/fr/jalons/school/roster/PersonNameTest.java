package fr.jalons.school.roster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

  @ParameterizedTest
  @CsvSource({
    "ŁUKASZEWSKI, lukaszewski",
    "Đorđević, dordevic",
    "SØRENSEN, sorensen",
    "Groß, gross",
    "GROẞ, gross",
    "D’Œuvre, d'oeuvre",
    "İnci IŞIK, inci isik",
    "مريم, مريم",
  })
  void isFoundByPlainLetters(String name, String typed) {
    assertThat(new PersonName(name, null, "").searchable()).isEqualTo(typed + ' ');
    assertThat(PersonName.searchable(typed)).isEqualTo(typed);
  }
}
