package fr.jalons.demo;

import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.security.Accounts;
import java.util.List;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives the demonstration's accounts to people of its school, once they are there: the teacher and
 * the class lead work with the first class and not with the second; the student belongs to the
 * first, and the guardian is responsible for her.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBooleanProperty("jalons.demo")
class LinkDemoAccounts implements ApplicationRunner {
  private final DemoSchool school;
  private final Accounts accounts;

  LinkDemoAccounts(DemoSchool school, Accounts accounts) {
    this.school = school;
    this.accounts = accounts;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    DemoSchool.Team first = team(0);
    if (first.students().isEmpty()) {
      return; // another school's database
    }
    List<TeacherId> elsewhere = team(1).teachers();
    TeacherId teacher =
        first.teachers().stream().filter(t -> !elsewhere.contains(t)).findFirst().orElseThrow();
    StudentId student = first.students().getFirst();
    accounts.linkDemo("demo-teacher", teacher.value(), Set.of());
    accounts.linkDemo("demo-lead", teacher.value(), Set.of());
    accounts.linkDemo("demo-student", student.value(), Set.of());
    accounts.linkDemo("demo-guardian", school.guardian(student).value(), Set.of());
    accounts.linkDemo("demo-cpe", null, Set.of(DemoSchool.CLASSES.getFirst()));
    accounts.linkDemo("demo-psyen", null, Set.of(DemoSchool.CLASSES.getFirst()));
  }

  private DemoSchool.Team team(int number) {
    return school.team(
        StructureId.of(DemoSchool.ID, StructureId.Kind.CLASS, DemoSchool.CLASSES.get(number)));
  }
}
