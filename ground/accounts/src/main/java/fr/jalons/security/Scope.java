package fr.jalons.security;

import fr.jalons.events.SchoolId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Over what an account's roles reach.
 *
 * @param school null: every school of the installation
 * @param person the teacher, student or guardian that the account belongs to, if it is one's
 * @param classes keys of classes, for roles whose classes no roster tells; empty: the whole school.
 *     Whoever writes or reads them says codes: {@link ClassCodes}
 */
public record Scope(@Nullable SchoolId school, @Nullable UUID person, Set<String> classes) {
  /** All schools, and no student or teacher in particular. */
  public static final Scope EVERYTHING = new Scope(null, null, Set.of());

  public Scope {
    classes = Set.copyOf(classes);
  }

  /** One school. */
  public static Scope of(SchoolId school) {
    return new Scope(school, null, Set.of());
  }
}
