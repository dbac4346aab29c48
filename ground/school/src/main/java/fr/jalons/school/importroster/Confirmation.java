package fr.jalons.school.importroster;

import fr.jalons.platform.refusal.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What may be meant in an import, but hardly ever is: it is refused once, until it is confirmed.
 */
public enum Confirmation {
  /** A file is older than the last one of its kind. */
  OLDER_EXPORT,
  /** Many are missing from the pupils' file, or would be in no class any more. */
  LEAVING,
  /** Somebody left before, or entered after, a day on which a roll has them there. */
  ATTENDANCE;

  /** As the client writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Set<Confirmation> of(Collection<String> words) {
    Set<Confirmation> all = EnumSet.noneOf(Confirmation.class);
    words.forEach(word -> all.add(of(word)));
    return Collections.unmodifiableSet(all);
  }

  private static Confirmation of(String word) {
    return Stream.of(values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("confirm", "roster.unknown-confirmation"));
  }
}
