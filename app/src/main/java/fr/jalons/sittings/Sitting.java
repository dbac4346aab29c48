package fr.jalons.sittings;

import fr.jalons.events.MeetingEvent.Body;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A meeting or a stage review whose students are gone through. It is no record: what a page holds
 * of it beside its data is not counted as looked at.
 */
final class Sitting {
  private final RecordId id;
  private final @Nullable Body body;
  private final RecordScope scope;
  private final LocalDate day;
  private final @Nullable String title;
  private final Map<StudentId, String> students;
  private final Set<StructureId> structures;

  /**
   * A sitting.
   *
   * @param body null for a stage review
   * @param day of the meeting; the last one of a review
   * @param students within reach, with their names, in the order in which they are gone through
   * @param structures the classes and groups that they are looked at in
   */
  Sitting(
      RecordId id,
      @Nullable Body body,
      RecordScope scope,
      LocalDate day,
      @Nullable String title,
      Map<StudentId, String> students,
      Set<StructureId> structures) {
    this.id = id;
    this.body = body;
    this.scope = scope;
    this.day = day;
    this.title = title;
    this.students = students;
    this.structures = structures;
  }

  public RecordId getId() {
    return id;
  }

  public @Nullable Body getBody() {
    return body;
  }

  public RecordScope getScope() {
    return scope;
  }

  public LocalDate getDay() {
    return day;
  }

  public @Nullable String getTitle() {
    return title;
  }

  public boolean isReview() {
    return body == null;
  }

  Map<StudentId, String> students() {
    return students;
  }

  Set<StructureId> structures() {
    return structures;
  }

  /** Where a student stands among the others. */
  Steps steps(StudentId student) {
    return new Steps(new ArrayList<>(students.keySet()), student);
  }

  /** The way on from one student. */
  static final class Steps {
    private final List<StudentId> all;
    private final int at;

    private Steps(List<StudentId> all, StudentId student) {
      this.all = all;
      this.at = all.indexOf(student);
    }

    /** Counted from 1. */
    public int getAt() {
      return at + 1;
    }

    public int getCount() {
      return all.size();
    }

    public @Nullable StudentId getPrevious() {
      return at > 0 ? all.get(at - 1) : null;
    }

    public @Nullable StudentId getNext() {
      return at + 1 < all.size() ? all.get(at + 1) : null;
    }
  }
}
