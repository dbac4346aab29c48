package fr.jalons.access;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Role;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody's roles reach today.
 *
 * @param roles what the account is
 * @param school the one it belongs to; null for all of the installation
 * @param person the teacher, student or guardian it is of, if it is of one
 * @param students those whose file is its own or its child's
 * @param structures classes and groups it works with
 * @param whole whether it reaches every student of the school
 */
record AccessScope(
    Set<Role> roles,
    @Nullable SchoolId school,
    @Nullable UUID person,
    Set<StudentId> students,
    Set<StructureId> structures,
    boolean whole) {

  /** Programs of the installation reach everything. */
  static final AccessScope PROGRAM =
      new AccessScope(Set.of(Role.CLIENT), null, null, Set.of(), Set.of(), true);

  AccessScope {
    roles = Set.copyOf(roles);
    students = Set.copyOf(students);
    structures = Set.copyOf(structures);
  }

  /** Nothing is out of reach: no need to look at what it is. */
  boolean everything() {
    return school == null && roles.contains(Role.CLIENT);
  }

  boolean hasAny(Collection<Role> wanted) {
    return roles.stream().anyMatch(wanted::contains);
  }

  boolean reaches(SchoolId other) {
    return school == null || school.equals(other);
  }

  /** A class or group. */
  boolean reaches(StructureId structure) {
    return reaches(structure.school()) && (whole || structures.contains(structure));
  }

  /**
   * A student.
   *
   * @param today classes and groups that a student belongs to
   * @param ever all that they have belonged to
   */
  boolean reaches(StudentId student, Collection<StructureId> today, Collection<StructureId> ever) {
    return students.contains(student)
        || today.stream().anyMatch(structures::contains)
            && today.stream().anyMatch(structure -> reaches(structure.school()))
        || whole && ever.stream().anyMatch(structure -> reaches(structure.school()));
  }
}
