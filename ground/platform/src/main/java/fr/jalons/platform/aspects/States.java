package fr.jalons.platform.aspects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.platform.aspects.Fold.Entry;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.sealing.SubjectId;
import java.util.List;
import java.util.stream.Stream;

/**
 * States between JSON and objects. Pages read the same states again and again, and states never
 * change: as long as there is room, what was read from a text stands for the same text. That holds
 * for texts as they are stored only: what was opened is forgotten with the request.
 */
final class States {
  /** In characters of the texts. */
  private static final long ROOM = 8_000_000;

  /** What a state takes besides its text. */
  private static final int EACH = 200;

  private static final Cache<Stored, Object> KNOWN =
      Caffeine.newBuilder()
          .maximumWeight(ROOM)
          .<Stored, Object>weigher((stored, state) -> EACH + stored.text.length())
          .build();

  private record Stored(Class<?> type, String text) {}

  private States() {}

  /** As the log has its texts. */
  static Object sealed(String state, Fold fold, EventJson json) {
    Stored stored = new Stored(fold.type(), state);
    Object known = KNOWN.getIfPresent(stored);
    if (known == null) {
      known = json.asStored().read(state, fold.type());
      KNOWN.put(stored, known);
    }
    return known;
  }

  /** With the texts opened that are sealed for the subject or for the entry, and no others. */
  static Object opened(String state, Fold fold, String subject, Entry entry, EventJson json) {
    String opened = json.opened(state, owners(fold, subject, entry));
    return opened.equals(state)
        ? sealed(state, fold, json)
        : json.asStored().read(opened, fold.type());
  }

  /** Why an entry was taken back, opened in the same way. */
  static Withdrawn.Why why(String why, Fold fold, String subject, Entry entry, EventJson json) {
    return json.asStored()
        .read(json.opened(why, owners(fold, subject, entry)), Withdrawn.Why.class);
  }

  private static List<SubjectId> owners(Fold fold, String subject, Entry entry) {
    return Stream.concat(
            SubjectId.tagged(fold.of(), subject).stream(),
            SubjectId.tagged(entry.tag(), entry.value()).stream())
        .toList();
  }
}
