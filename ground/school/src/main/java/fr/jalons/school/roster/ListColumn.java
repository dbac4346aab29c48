package fr.jalons.school.roster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a class list may tell of a pupil, and what people call it, folded. */
public enum ListColumn {
  LAST_NAME(
      "lastName",
      "nom",
      "nomdefamille",
      "nomdenaissance",
      "nomeleve",
      "nomdeleleve",
      "lastname",
      "familyname",
      "surname",
      "name"),
  USAGE_NAME("usageName", "nomusage", "nomdusage", "usagename", "preferredlastname"),
  FIRST_NAME(
      "firstName",
      "prenom",
      "prenoms",
      "prenom1",
      "prenomeleve",
      "prenomdeleleve",
      "firstname",
      "givenname",
      "forename"),
  BIRTH_DATE(
      "birthDate",
      "datenaissance",
      "datedenaissance",
      "datenaiss",
      "naissance",
      "neele",
      "nele",
      "neeoule",
      "ddn",
      "birthdate",
      "dateofbirth",
      "dob",
      "birthday",
      "born"),
  INE(
      "ine",
      "ine",
      "numeroine",
      "nine",
      "noine",
      "codeine",
      "idnational",
      "identifiantnational",
      "numeronational",
      "nationalid",
      "nationalnumber"),
  CLASS(
      "class",
      "classe",
      "division",
      "codeclasse",
      "codedivision",
      "classedelannee",
      "class",
      "classcode"),
  GROUPS("groups", "groupe", "groupes", "group", "groups"),
  ENTERED_ON(
      "enteredOn", "dateentree", "datedentree", "entree", "entreele", "entrydate", "enteredon"),
  LEFT_ON("leftOn", "datesortie", "datedesortie", "sortie", "sortiele", "leavingdate", "lefton"),
  MEF("mef", "mef", "codemef"),
  EMAIL(
      "email",
      "email",
      "mel",
      "mail",
      "courriel",
      "adressemail",
      "adresseemail",
      "adressecourriel",
      "adresseelectronique",
      "emaileleve",
      "emailaddress");

  private final String field;
  private final List<String> headings;

  ListColumn(String field, String... headings) {
    this.field = field;
    this.headings = List.of(headings);
  }

  /** As the client names it. */
  public String field() {
    return field;
  }

  /** Whether people call it so. */
  boolean isCalled(String folded) {
    return headings.contains(folded);
  }

  static Optional<ListColumn> of(String field) {
    return Stream.of(values()).filter(column -> column.field.equals(field)).findFirst();
  }
}
