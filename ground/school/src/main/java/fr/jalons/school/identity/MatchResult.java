package fr.jalons.school.identity;

import fr.jalons.events.GuardianId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.Warning;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The people of a roster with the ids under which the event log knows them, new ones included.
 *
 * @param people as they are to be
 * @param changed whether that differs from how they are known
 * @param students by ELEVE_ID
 * @param changedStudents those known by other names, numbers or dates until now
 */
public record MatchResult(
    People people,
    boolean changed,
    Map<String, StudentId> students,
    Set<StudentId> changedStudents,
    Set<Link> links,
    Map<Roster.Teacher, TeacherId> teachers,
    List<Warning> warnings) {

  /** A guardian is legally responsible for a student. */
  public record Link(GuardianId guardian, StudentId student) {}
}
