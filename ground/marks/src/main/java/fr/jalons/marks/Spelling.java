package fr.jalons.marks;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What remains of a text where spelling does not count. */
public final class Spelling {
  /** Marks of accents, and characters that no one sees. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{M}\\p{Cf}]+");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

  /** Letters that Unicode does not take apart. */
  private static final Map<Character, String> TAKEN_APART =
      Map.of(
          'œ', "oe", 'æ', "ae", 'ł', "l", 'đ', "d", 'ø', "o", 'ð', "d", 'þ', "th", 'ı', "i", 'ħ',
          "h", 'ŧ', "t");

  private Spelling() {}

  /** In lower case, without accents, ligatures and invisible characters. */
  public static String folded(String text) {
    String lower = text.replace('ẞ', 'ß').toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    String plain = UNSEEN.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder letters = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char letter = plain.charAt(i);
      letters.append(TAKEN_APART.getOrDefault(letter, String.valueOf(letter)));
    }
    return letters.toString();
  }

  /** As {@link #folded}, and without blanks of any kind. */
  public static String withoutBlanks(String text) {
    return BLANKS.matcher(folded(text)).replaceAll("");
  }
}
