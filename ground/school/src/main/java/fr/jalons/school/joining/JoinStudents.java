package fr.jalons.school.joining;

import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.StudentsJoined;
import fr.jalons.events.SchoolEvent.StudentsSeparated;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.By;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.commandhandling.annotation.Command;

/**
 * An administrator says that two files are of one student. What is read of either names the kept
 * one from then on.
 *
 * @param student the file that is kept
 * @param joined the one that is read as it
 */
@Command(namespace = SchoolEvent.NAMESPACE, name = "JoinStudents")
public record JoinStudents(StudentId student, StudentId joined) {
  List<SchoolEvent> decide(@By("student") StudentFile kept, @By("joined") StudentFile other) {
    SchoolId school =
        JoiningRules.require(
            new JoiningRules.Side(student.value(), kept.school(), kept.joinings(), kept.erased()),
            new JoiningRules.Side(
                joined.value(), other.school(), other.joinings(), other.erased()));
    if (kept.joinings().together(student.value(), joined.value())) {
      return List.of();
    }
    List<SchoolEvent> events = new ArrayList<>();
    events.add(new StudentsJoined(school, student, joined));
    events.addAll(StudentFile.saidAgain(school, student, kept, joined, other));
    return events;
  }

  /** Both files stand again for themselves. */
  @Command(namespace = SchoolEvent.NAMESPACE, name = "SeparateStudents")
  public record Separate(StudentId student, StudentId joined) {
    List<SchoolEvent> decide(@By("student") StudentFile kept) {
      return JoiningRules.separate(
          new JoiningRules.Side(student.value(), kept.school(), kept.joinings(), kept.erased()),
          joined.value(),
          school -> new StudentsSeparated(school, student, joined));
    }
  }
}
