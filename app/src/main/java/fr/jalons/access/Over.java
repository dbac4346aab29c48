package fr.jalons.access;

/** What a rule is about: an account must reach it to be let through. */
enum Over {
  /** Anyone, signed in or not. */
  PUBLIC("tout le monde"),
  /** Anyone who is signed in. */
  SIGNED_IN("toute personne connectée"),
  /** What belongs to the account itself: no roster tells whose that is. */
  OWN("son propre compte"),
  /** The installation as a whole: accounts without a school only. */
  INSTALLATION("l’installation"),
  /** A list or form of the school: what is in it is narrowed to what the account reaches. */
  SCHOOL("l’établissement"),
  /** The class whose code is in the address; without names, an aggregate. */
  CLASS("la classe"),
  /** The student in the address. */
  STUDENT("l’élève"),
  /** The student whose need is in the address. */
  NEED("l’élève du besoin"),
  /** The class or group of the session in the address. */
  SESSION("la classe ou le groupe de la séance"),
  /** The class that the survey in the address asks; its school if it asks all. */
  SURVEY("la classe ou l’établissement de l’enquête"),
  /** The school of the request for erasure in the address. */
  ERASURE("l’établissement de l’élève à effacer"),
  /** A list of students by name. */
  NAMES("les élèves de sa portée");

  private final String words;

  Over(String words) {
    this.words = words;
  }

  /** In the words of the matrix. */
  String words() {
    return words;
  }

  /** Whether the rows of people are read, of which the database shows those within reach. */
  boolean ofPeople() {
    return this != INSTALLATION && this != OWN;
  }

  /** Whether names or single students' facts are shown. */
  boolean nominative() {
    return this == STUDENT || this == NEED || this == NAMES || this == SESSION;
  }
}
