package fr.jalons.school.roster;

import fr.jalons.events.SchoolId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Who gives people their numbers: what one source numbers, another does not know. Weakest first: a
 * source that knows less does not overwrite what a better one has told of a person.
 */
public enum Register {
  /** None: a list has no numbers, so that one is made of what tells its people apart. */
  LIST("list:"),
  /** The program that wrote the OneRoster files, by its {@code sourcedId}. */
  ONE_ROSTER("oneroster:"),
  /** SIECLE or STS-web, whose numbers stand alone. */
  NATIONAL("");

  private final String prefix;

  Register(String prefix) {
    this.prefix = prefix;
  }

  /** Whose number this is. */
  public static Register of(@Nullable String number) {
    if (number != null) {
      for (Register register : values()) {
        if (number.startsWith(register.prefix)) {
          return register;
        }
      }
    }
    return NATIONAL;
  }

  /** Whether this source tells less of people than that one. */
  public boolean isWeakerThan(Register other) {
    return compareTo(other) < 0;
  }

  /** A number of this register, which no other register has. */
  String number(String id) {
    return prefix + id;
  }

  /** What stands for a number in a list: a digest, as numbers are shown where names are not. */
  static String listed(
      SchoolId school, PersonName name, @Nullable LocalDate born, @Nullable String ine) {
    String text = school + "|" + name.comparable() + '|' + born + '|' + ine;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return LIST.number(HexFormat.of().formatHex(digest, 0, digest.length / 2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
