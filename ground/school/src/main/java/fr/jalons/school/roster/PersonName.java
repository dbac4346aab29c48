package fr.jalons.school.roster;

import fr.jalons.marks.Spelling;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person is called.
 *
 * @param family name at birth
 * @param usage name in use, where it differs from the family name
 * @param first empty where the file gives none, as for an institution that is a guardian
 */
public record PersonName(String family, @Nullable String usage, String first) {
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  public PersonName {
    usage = family.equals(usage) ? null : usage;
  }

  /** The name as screens show it. */
  public String last() {
    return usage == null ? family : usage;
  }

  /** All names, in the form of {@link #searchable(String)}. */
  public String searchable() {
    return searchable(usage == null ? family + ' ' + first : family + ' ' + usage + ' ' + first);
  }

  /** Lower case, without accents, strokes or ligatures: what is typed finds what is meant. */
  public static String searchable(String text) {
    return Spelling.folded(text).replace('’', '\'');
  }

  /** Family name and first name, however they are spelled. */
  public String comparable() {
    return comparable(family) + ' ' + comparable(first);
  }

  /**
   * Whether it is no other spelling or correction of that name: neither family name nor first name
   * agrees. Institutions have no first name that could.
   */
  public boolean isAnother(PersonName other) {
    String given = comparable(first);
    return !comparable(family).equals(comparable(other.family))
        && (given.isEmpty() || !given.equals(comparable(other.first)));
  }

  private static String comparable(String text) {
    return NO_LETTERS.matcher(searchable(text)).replaceAll("");
  }

  /** Tells nothing: a name must not reach a log by way of a message. */
  @Override
  public String toString() {
    return "PersonName";
  }
}
