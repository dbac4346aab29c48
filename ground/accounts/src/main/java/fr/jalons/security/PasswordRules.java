package fr.jalons.security;

import com.nulabinc.zxcvbn.Zxcvbn;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which passwords are refused, after NIST SP 800-63B and ASVS 5.0: short ones and those that an
 * attacker tries first. What characters they are made of is everybody's own affair.
 */
@Component
class PasswordRules {
  static final int SHORTEST = 12;
  static final int LONGEST = 128;

  /** Beyond that many characters the estimate only costs time. */
  private static final int LOOKED_AT = 64;

  /** Of 0 to 4: fewer than a hundred million guesses find anything below. */
  private static final int SAFE = 3;

  private static final int TELLING_LOGIN = 5;

  /** Letters and digits that a password holds besides words of the place. */
  private static final int REMAINDER = 5;

  /** What somebody at a school thinks of first. */
  private static final List<String> PLACE =
      List.of("jalons", "lycee", "lycée", "ecole", "école", "professionnel", "pronote");

  private final Zxcvbn guesses = new Zxcvbn();
  private final LeakedPasswords leaked;

  PasswordRules(LeakedPasswords leaked) {
    this.leaked = leaked;
  }

  /** What is wrong with a password for an account; null if nothing is. */
  @Nullable Fault fault(String password, Account account) {
    SchoolId school = account.scope().school();
    return fault(password, account.login(), school == null ? "" : school.uai());
  }

  @Nullable Fault fault(String password, String login) {
    return fault(password, login, "");
  }

  private @Nullable Fault fault(String password, String login, String school) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST || length > LONGEST) {
      return Fault.of("password", "signin.password-length", SHORTEST, LONGEST);
    }
    String small = password.toLowerCase(Locale.ROOT);
    String name = login.toLowerCase(Locale.ROOT);
    if (small.equals(name) || name.length() >= TELLING_LOGIN && small.contains(name)) {
      return Fault.of("password", "signin.password-login");
    }
    String start = small.substring(0, Math.min(LOOKED_AT, small.length()));
    List<String> place = new ArrayList<>(PLACE);
    place.addAll(List.of(name, school.toLowerCase(Locale.ROOT)));
    place.removeIf(String::isEmpty);
    if (saysNothingElse(small, place) || guesses.measure(start, place).getScore() < SAFE) {
      return Fault.of("password", "signin.password-common");
    }
    return leaked.contains(password) ? Fault.of("password", "signin.password-leaked") : null;
  }

  /** Whether hardly anything is left once the words of the place are taken out. */
  private static boolean saysNothingElse(String small, List<String> place) {
    String rest = small;
    for (String word : place) {
      rest = rest.replace(word, "");
    }
    return rest.codePoints().filter(Character::isLetterOrDigit).count() < REMAINDER
        && rest.length() < small.length();
  }
}
