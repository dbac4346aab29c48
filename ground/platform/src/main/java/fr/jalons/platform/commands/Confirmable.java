package fr.jalons.platform.commands;

import fr.jalons.platform.refusal.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that is refused once where it is hardly ever meant, and obeyed when it comes with the
 * words of that refusal. The words are no part of what is asked, and its events keep them.
 */
public interface Confirmable {

  /** The text may hold a name: see {@code KnownNames}. */
  String NAMES = "names";

  Set<String> confirmed();

  /**
   * What a request confirms.
   *
   * @throws Refusal if it is none of the {@code known} words
   */
  static Set<String> words(@Nullable Set<String> given, String... known) {
    if (given == null) {
      return Set.of();
    }
    if (!new HashSet<>(List.of(known)).containsAll(given)) {
      throw Refusal.invalid("confirm", "platform.confirm-unknown");
    }
    return Set.copyOf(given);
  }
}
