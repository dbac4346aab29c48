package fr.jalons.privacy;

import java.util.List;

/**
 * The files of a school that lists one pupil and one parent twice, under two numbers, and another
 * pupil once. Whatever names the pupil of the two files starts with {@link #MARK}.
 */
final class JoinedSchool {
  static final String MARK = "Wk4j";
  static final String KEPT = "KEPT5501";
  static final String JOINED = "JOIN5502";
  static final String SINGLE = "SING5503";

  private JoinedSchool() {}

  static List<String> files() {
    return List.of(students("01/09/2025", true, true), guardians(), staff());
  }

  /**
   * A later pupils' file.
   *
   * @param kept whether it has the line of the kept number
   * @param joined whether it has the line of the joined one
   */
  static String students(String day, boolean kept, boolean joined) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <BEE_ELEVES VERSION="2.1">
        <PARAMETRES><UAJ>0990001X</UAJ><ANNEE_SCOLAIRE>2025</ANNEE_SCOLAIRE><DATE_EXPORT>%s</DATE_EXPORT></PARAMETRES>
        <DONNEES><ELEVES>%s%s%s%s</ELEVES><STRUCTURES>%s%s%s%s</STRUCTURES></DONNEES></BEE_ELEVES>
        """
        .formatted(
            day,
            kept ? pupil(KEPT, "711111111AA", MARK + "Nom", "Camille", "25/11/2008") : "",
            joined ? pupil(JOINED, "722222222BB", MARK + "Nomm", "Camille", "25/11/2008") : "",
            pupil(SINGLE, "733333333CC", "SEUL", "Dominique", "26/11/2008"),
            pupil("4", "744444444DD", "AUTRE", "Lou", "01/08/2009"),
            kept ? place(KEPT) : "",
            joined ? place(JOINED) : "",
            place(SINGLE),
            place("4"));
  }

  private static String pupil(String number, String ine, String family, String first, String born) {
    return """
        <ELEVE ELEVE_ID="%s"><ID_NATIONAL>%s</ID_NATIONAL><NOM_DE_FAMILLE>%s</NOM_DE_FAMILLE><PRENOM>%s</PRENOM><DATE_NAISS>%s</DATE_NAISS><CODE_MEF>24122141211</CODE_MEF><CODE_STATUT>ST</CODE_STATUT></ELEVE>
        """
        .formatted(number, ine, family, first, born);
  }

  private static String place(String number) {
    return """
        <STRUCTURES_ELEVE ELEVE_ID="%s"><STRUCTURE><CODE_STRUCTURE>1CAP</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE><STRUCTURE><CODE_STRUCTURE>SOLO</CODE_STRUCTURE><TYPE_STRUCTURE>G</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>
        """
        .formatted(number);
  }

  private static String guardians() {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <BEE_RESPONSABLES VERSION="2.1">
        <PARAMETRES><UAJ>0990001X</UAJ><ANNEE_SCOLAIRE>2025</ANNEE_SCOLAIRE><DATE_EXPORT>01/09/2025</DATE_EXPORT></PARAMETRES>
        <DONNEES><PERSONNES>
        <PERSONNE PERSONNE_ID="2001"><NOM_DE_FAMILLE>%1$sParent</NOM_DE_FAMILLE><PRENOM>Claude</PRENOM></PERSONNE>
        <PERSONNE PERSONNE_ID="2002"><NOM_DE_FAMILLE>%1$sParant</NOM_DE_FAMILLE><PRENOM>Claude</PRENOM></PERSONNE>
        </PERSONNES><RESPONSABLES>
        <RESPONSABLE><ELEVE_ID>%2$s</ELEVE_ID><PERSONNE_ID>2001</PERSONNE_ID><RESP_LEGAL>1</RESP_LEGAL><NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE></RESPONSABLE>
        <RESPONSABLE><ELEVE_ID>%3$s</ELEVE_ID><PERSONNE_ID>2002</PERSONNE_ID><RESP_LEGAL>1</RESP_LEGAL><NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE></RESPONSABLE>
        </RESPONSABLES></DONNEES></BEE_RESPONSABLES>
        """
        .formatted(MARK, KEPT, JOINED);
  }

  private static String staff() {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <STS_EDT>
        <PARAMETRES><UAJ CODE="0990001X"/><ANNEE_SCOLAIRE ANNEE="2025"><DATE_DEBUT>2025-09-01</DATE_DEBUT><DATE_FIN>2026-07-04</DATE_FIN></ANNEE_SCOLAIRE></PARAMETRES>
        <NOMENCLATURES><MATIERES><MATIERE CODE="006600"><LIBELLE_LONG>ACCOMPAGNEMENT PERSONNALISE</LIBELLE_LONG></MATIERE></MATIERES></NOMENCLATURES>
        <DONNEES><INDIVIDUS>
        <INDIVIDU ID="1" TYPE="epp"><NOM_USAGE>PREMIER</NOM_USAGE><PRENOM>Paul</PRENOM><FONCTION>ENS</FONCTION></INDIVIDU>
        </INDIVIDUS><STRUCTURE><DIVISIONS>
        <DIVISION CODE="1CAP"><LIBELLE_LONG>1CAP</LIBELLE_LONG><SERVICES><SERVICE CODE_MATIERE="006600"><ENSEIGNANTS><ENSEIGNANT ID="1" TYPE="epp"/></ENSEIGNANTS></SERVICE></SERVICES></DIVISION>
        </DIVISIONS><GROUPES>
        <GROUPE CODE="SOLO"><DIVISIONS_APPARTENANCE><DIVISION_APPARTENANCE CODE="1CAP"/></DIVISIONS_APPARTENANCE><SERVICES><SERVICE CODE_MATIERE="006600"><ENSEIGNANTS><ENSEIGNANT ID="1" TYPE="epp"/></ENSEIGNANTS></SERVICE></SERVICES></GROUPE>
        </GROUPES></STRUCTURE></DONNEES>
        </STS_EDT>
        """;
  }
}
