package fr.jalons.platform.aspects;

import fr.jalons.platform.aspects.Fold.Entry;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.sealing.SubjectId;
import java.util.List;
import java.util.stream.Stream;

/** States between JSON and objects. */
final class States {
  private States() {}

  /** As the log has its texts. */
  static Object sealed(String state, Fold fold, EventJson json) {
    return json.asStored().read(state, fold.type());
  }

  /** With the texts opened that are sealed for the subject or for the entry, and no others. */
  static Object opened(String state, Fold fold, String subject, Entry entry, EventJson json) {
    return sealed(json.opened(state, owners(fold, subject, entry)), fold, json);
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
