package fr.jalons.school.joining;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What files of students and of guardians have to be alike, to be joined and separated. */
final class JoiningRules {
  private static final String JOINED = "joined";

  private JoiningRules() {}

  /** One of the two files. */
  record Side(UUID id, @Nullable SchoolId school, Joinings joinings, boolean erased) {}

  /** The school of both; refuses files that cannot be joined. */
  static SchoolId require(Side kept, Side joined) {
    SchoolId school = known(kept, null);
    SchoolId other = known(joined, JOINED);
    if (kept.id.equals(joined.id)) {
      throw Refusal.invalid(JOINED, "files.same");
    }
    if (!school.equals(other)) {
      throw Refusal.conflictOn(JOINED, "files.another-school");
    }
    if (!kept.joinings.together(kept.id, joined.id)
        && (kept.joinings.kept().containsKey(kept.id) || !joined.joinings.isAlone(joined.id))) {
      throw Refusal.conflictOn(JOINED, "files.already-joined");
    }
    if (kept.erased || joined.erased) {
      throw Refusal.conflict("files.erased");
    }
    return school;
  }

  private static SchoolId known(Side side, @Nullable String field) {
    SchoolId school = side.school;
    if (school == null) {
      throw new Refusal(Refusal.Kind.NOT_FOUND, List.of(Fault.of(field, "files.unknown")));
    }
    return school;
  }

  /** Nothing if they are apart again already; refuses what was never joined. */
  static List<SchoolEvent> separate(
      Side kept, UUID joined, Function<SchoolId, SchoolEvent> separated) {
    SchoolId school = known(kept, null);
    if (!kept.joinings.together(kept.id, joined)) {
      if (kept.joinings.wereTogether(kept.id, joined)) {
        return List.of();
      }
      throw Refusal.conflictOn(JOINED, "files.not-joined");
    }
    if (kept.erased) {
      throw Refusal.conflict("files.erased");
    }
    return List.of(separated.apply(school));
  }
}
