package fr.jalons.marks;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a rule of access is about: an account must reach it to be let through. */
public enum Over {
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
  /**
   * The class whose code is in the address, or else in the parameter {@code class}: codes are any
   * text. Without names, an aggregate.
   */
  CLASS("la classe", "code"),
  /** The student in the address. */
  STUDENT("l’élève", "student"),
  /** The student whose need is in the address. */
  NEED("l’élève du besoin", "need", "id"),
  /** The class or group of the session in the address. */
  SESSION("la classe ou le groupe de la séance", "session"),
  /** The class that the survey in the address asks; its school if it asks all. */
  SURVEY("la classe ou l’établissement de l’enquête", "survey"),
  /**
   * What the record in the address is about: its student, else its class or group, else its school.
   * The address names one record, whatever it calls it.
   */
  RECORD("l’élève, la classe ou l’établissement de la pièce"),
  /** The school of the request for erasure in the address. */
  ERASURE("l’établissement de l’élève à effacer", "request"),
  /** A list of students by name. */
  NAMES("les élèves de sa portée");

  private final String words;
  private final List<String> variables;

  Over(String words, String... variables) {
    this.words = words;
    this.variables = List.of(variables);
  }

  /**
   * The variable of an address that names what the rule is about; null if the rule is about nothing
   * in particular, or a parameter names it.
   */
  public @Nullable String variable(String pattern) {
    if (this == RECORD) {
      return only(pattern);
    }
    List<String> named =
        variables.stream()
            .filter(variable -> pattern.matches(".*\\{" + variable + "[:}].*"))
            .toList();
    boolean byParameter = parameter() != null && !pattern.contains("{");
    if (named.size() != 1 && !variables.isEmpty() && !byParameter) {
      throw new IllegalArgumentException(pattern + " does not name one " + this);
    }
    return named.isEmpty() ? null : named.getFirst();
  }

  private static String only(String pattern) {
    List<String> all =
        Pattern.compile("\\{(\\w+)").matcher(pattern).results().map(one -> one.group(1)).toList();
    if (all.size() != 1) {
      throw new IllegalArgumentException(pattern + " does not name one record");
    }
    return all.getFirst();
  }

  /** The parameter that names it where no variable of the address does; null if there is none. */
  public @Nullable String parameter() {
    return switch (this) {
      case STUDENT -> "student";
      case CLASS -> "class";
      default -> null;
    };
  }

  /** In the words of the matrix. */
  public String words() {
    return words;
  }

  /** Whether the rows of people are read, of which the database shows those within reach. */
  public boolean ofPeople() {
    return this != INSTALLATION && this != OWN;
  }

  /** Whether names or single students' facts are shown. */
  public boolean nominative() {
    return this == STUDENT || this == NEED || this == NAMES || this == SESSION || this == RECORD;
  }
}
