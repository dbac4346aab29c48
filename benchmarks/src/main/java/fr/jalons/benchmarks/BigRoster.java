package fr.jalons.benchmarks;

import fr.jalons.faults.SmallSchool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * The small school with as many students as a big one, so that no student's history grows absurd.
 */
final class BigRoster {
  private static final int STUDENTS = 3_000;

  private BigRoster() {}

  /** As SIECLE and STS-web would export it. */
  static Map<String, byte[]> files() throws IOException {
    StringBuilder students = new StringBuilder();
    StringBuilder structures = new StringBuilder();
    for (int i = 1; i <= STUDENTS; i++) {
      students.append(
          """
          <ELEVE ELEVE_ID="%1$d"><ID_NATIONAL>%1$09dZZ</ID_NATIONAL><NOM_DE_FAMILLE>NOM%1$d</NOM_DE_FAMILLE><PRENOM>Camille</PRENOM><DATE_NAISS>01/03/2010</DATE_NAISS><DATE_ENTREE>02/09/2026</DATE_ENTREE><CODE_MEF>24122131211</CODE_MEF><CODE_STATUT>ST</CODE_STATUT></ELEVE>
          """
              .formatted(i));
      structures.append(
          """
          <STRUCTURES_ELEVE ELEVE_ID="%d"><STRUCTURE><CODE_STRUCTURE>1CAPTEST</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
          """
              .formatted(i));
    }
    String siecle =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <BEE_ELEVES VERSION="2.1">
        <PARAMETRES><UAJ>0880001T</UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE><DATE_EXPORT>05/09/2026</DATE_EXPORT></PARAMETRES>
        <DONNEES><ELEVES>
        %s</ELEVES><STRUCTURES>
        %s</STRUCTURES></DONNEES>
        </BEE_ELEVES>
        """
            .formatted(students, structures);
    return Map.of(
        "eleves.xml",
        siecle.getBytes(StandardCharsets.UTF_8),
        "sts.xml",
        Objects.requireNonNull(SmallSchool.files().get("sts.xml")));
  }
}
