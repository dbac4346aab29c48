package fr.jalons.events;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that puts something on record, or says it again, corrected. It bears a {@link Kind}. Not
 * sealed: a new kind implements it, and the models that know records know it too. Components named
 * like these methods answer them.
 */
public interface OnRecord {

  /** What is put on record, whatever its identifier is called in the event. */
  RecordId record();

  /** What it completes or answers. */
  default List<RecordId> of() {
    return List.of();
  }

  /** The one student that it is about. */
  default @Nullable StudentId student() {
    return null;
  }

  /** Those it concerns, where it is about several. */
  default List<StudentId> students() {
    return List.of();
  }

  /** As {@link Kind#aboutSeveral()}. */
  default boolean aboutSeveral() {
    Kind kind = getClass().getAnnotation(Kind.class);
    return kind != null && kind.aboutSeveral();
  }

  /** The class or group that it is about. */
  default @Nullable StructureId structure() {
    return null;
  }

  /** The school that it is about. */
  default @Nullable SchoolId school() {
    return null;
  }

  /** The track that it is about: digits 4 to 8 of the national code of its classes. */
  default @Nullable String track() {
    return null;
  }

  /** The first day on which it is true; null where it does not last. */
  default @Nullable LocalDate beganOn() {
    return null;
  }

  /** The day it is about, at a school's clock; null for the day on which it was recorded. */
  default @Nullable LocalDate day(ZoneId zone) {
    return null;
  }

  /** Why it is said again; null the first time. */
  default @Nullable String correction() {
    return null;
  }

  /** Named unlike the components of events that tell a kind of their own. */
  default RecordKind recordKind() {
    return RecordKind.of(getClass());
  }

  /** Whether it is true until a day. */
  default boolean isLasting() {
    return getClass().getAnnotation(Kind.class).lasting();
  }
}
