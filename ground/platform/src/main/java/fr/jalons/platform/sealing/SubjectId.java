package fr.jalons.platform.sealing;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Whose text it is, and with it the key that seals it. */
public record SubjectId(SubjectKind kind, UUID value) {

  /** Of the value of a tag; none if no text has such a subject. */
  public static Optional<SubjectId> tagged(String tag, String value) {
    return Arrays.stream(SubjectKind.values())
        .filter(kind -> kind.tags().contains(tag))
        .findFirst()
        .map(kind -> new SubjectId(kind, UUID.fromString(value)));
  }

  /**
   * Of an identifier whose class tells its kind.
   *
   * @throws IllegalArgumentException if no text has such a subject
   */
  public static SubjectId of(Object identifier) {
    Class<?> type = identifier.getClass();
    return new SubjectId(
        SubjectKind.of(type, type.getSimpleName()), UUID.fromString(identifier.toString()));
  }
}
