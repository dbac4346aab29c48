package fr.jalons.school.roster;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An e-mail address as files tell it: a line with a wrong one is worth importing all the same. */
final class Email {
  private static final int LONGEST = 254;
  private static final Pattern SEVERAL = Pattern.compile("[\\s,;|]+");
  private static final Pattern SOUND =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");

  private Email() {}

  /** The first of the addresses that a file tells of somebody; a warning if it cannot be one. */
  static @Nullable String of(@Nullable String told, Place place, List<Warning> warnings) {
    if (told == null) {
      return null;
    }
    String first = SEVERAL.split(told.strip(), 2)[0];
    if (first.length() <= LONGEST && SOUND.matcher(first).matches()) {
      return first;
    }
    warnings.add(place.warning("roster.bad-email"));
    return null;
  }
}
