package fr.jalons.school.identity;

import fr.jalons.events.GuardianId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.Warning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The people of a roster with the ids under which the event log knows them, new ones included.
 *
 * @param people as they are to be
 * @param changed whether that differs from how they are known
 * @param students by ELEVE_ID
 * @param told what is left of the roster without its doubtful lines
 * @param changedStudents those known by other names, numbers or dates until now
 */
public record MatchResult(
    People people,
    boolean changed,
    Map<String, StudentId> students,
    Set<StudentId> changedStudents,
    Set<Link> links,
    Map<Roster.Teacher, TeacherId> teachers,
    Roster told,
    List<StudentMatching.Doubt> doubts,
    List<Warning> warnings) {

  /** The students whose lines are in doubt: they stay as they are. */
  public Set<StudentId> undecided() {
    return doubts.stream()
        .flatMap(doubt -> doubt.students().stream())
        .map(student -> new StudentId(student.id()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A guardian is legally responsible for a student. */
  public record Link(GuardianId guardian, StudentId student) {}
}
