package fr.jalons.platform.sealing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a subject of texts is. An id is of one kind alone: a caller that may destroy keys of one
 * kind reaches no other. The order counts where a log from before kinds has used one id for two of
 * them.
 */
public enum SubjectKind {
  STUDENT("student"),
  /** A guardian or a teacher who has answered a survey. */
  RESPONDENT("guardian", "teacher"),
  SESSION("session"),
  SURVEY("survey"),
  /** A record that is about no single student. */
  RECORD("record"),
  CONSULTATION;

  private static final String ID = "Id";

  private final List<String> tags;

  SubjectKind(String... tags) {
    this.tags = List.of(tags);
  }

  /** Under which tags the log knows ids of this kind. */
  public List<String> tags() {
    return tags;
  }

  /** The kind that a class of identifiers is of; none for one that no text has as its subject. */
  public static Optional<SubjectKind> of(Class<?> identifier) {
    String name = identifier.getSimpleName();
    return name.endsWith(ID)
        ? named(name.substring(0, name.length() - ID.length()))
        : Optional.empty();
  }

  /**
   * The kind of a component's values: the component's name tells it where they are bare UUIDs.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static SubjectKind of(Class<?> type, String component) {
    return (type == UUID.class ? named(component) : of(type))
        .orElseThrow(
            () ->
                new IllegalArgumentException(component + " is of no kind that keys are made for"));
  }

  static Optional<SubjectKind> named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** The tags under which the log knows what an identifier of this class must not be. */
  public static Stream<String> tagsOfOthers(Class<?> identifier) {
    Optional<SubjectKind> own = of(identifier);
    return Arrays.stream(values())
        .filter(kind -> !own.equals(Optional.of(kind)))
        .flatMap(kind -> kind.tags.stream());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
