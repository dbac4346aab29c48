package fr.jalons.delivery.sessions;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.platform.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** A class or group as people name it: by its code; the school only where several use that code. */
public record ClassOrGroup(Kind kind, String code, @Nullable SchoolId school) {

  /** Exactly one of the two codes must be given. */
  public static ClassOrGroup of(
      @Nullable String division, @Nullable String group, @Nullable SchoolId school, String field) {
    String code = division != null ? division : group;
    if (code == null || code.isBlank() || (division != null && group != null)) {
      throw Refusal.invalid(field, "delivery.one-class-or-group");
    }
    return new ClassOrGroup(division != null ? Kind.CLASS : Kind.GROUP, code.strip(), school);
  }
}
