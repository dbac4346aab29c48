package fr.jalons.school.students;

import com.fasterxml.jackson.annotation.JsonValue;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;

/**
 * What a class or group is called: written as {@link fr.jalons.events.StructureId}, with the code
 * that it bears in the place of its key. No identity: another may be called so tomorrow.
 */
public record Called(SchoolId school, Kind kind, String code) {

  @JsonValue
  @Override
  public String toString() {
    return school.uai() + (kind == Kind.CLASS ? ":D:" : ":G:") + code;
  }
}
