package fr.jalons.school.stories;

import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import java.util.List;

/**
 * A class with its members and teachers, or one of its groups.
 *
 * @param groups the groups for personal support of a class; a group has none
 */
public record Team(
    StructureId structure, List<StudentId> students, List<TeacherId> teachers, List<Team> groups) {

  /** The first of its teachers, as an actor: they lead the class. */
  public String lead() {
    return teacher(0);
  }

  /** One of its teachers, as an actor; after the last comes the first again. */
  public String teacher(int index) {
    return "teacher:" + teachers.get(index % teachers.size());
  }
}
