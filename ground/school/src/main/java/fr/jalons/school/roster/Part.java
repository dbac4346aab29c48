package fr.jalons.school.roster;

import fr.jalons.school.roster.Roster.Guardian;
import fr.jalons.school.roster.Roster.Guardianship;
import fr.jalons.school.roster.Roster.Service;
import fr.jalons.school.roster.Roster.Structure;
import fr.jalons.school.roster.Roster.Student;
import fr.jalons.school.roster.Roster.Subject;
import fr.jalons.school.roster.Roster.Teacher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What files tell of pupils, of guardians or of staff, whatever their format.
 *
 * @param header null where the file does not tell, which is a fault already
 * @param persons everybody in it; some may have no child here
 */
record Part(
    RosterSource kind,
    @Nullable Header header,
    List<Student> students,
    List<Guardian> persons,
    List<Guardianship> links,
    List<Structure> structures,
    List<Teacher> teachers,
    List<Service> services,
    List<Subject> subjects) {

  static Part ofStudents(
      @Nullable Header header, List<Student> students, List<Structure> structures) {
    return new Part(
        RosterSource.STUDENTS,
        header,
        students,
        List.of(),
        List.of(),
        structures,
        List.of(),
        List.of(),
        List.of());
  }

  static Part ofGuardians(
      @Nullable Header header, List<Guardian> persons, List<Guardianship> links) {
    return new Part(
        RosterSource.GUARDIANS,
        header,
        List.of(),
        persons,
        links,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static Part ofStaff(
      @Nullable Header header,
      List<Structure> structures,
      List<Teacher> teachers,
      List<Service> services,
      List<Subject> subjects) {
    return new Part(
        RosterSource.STAFF,
        header,
        List.of(),
        List.of(),
        List.of(),
        structures,
        teachers,
        services,
        subjects);
  }
}
