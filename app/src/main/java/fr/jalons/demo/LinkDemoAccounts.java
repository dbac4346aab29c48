package fr.jalons.demo;

import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.school.stories.Team;
import fr.jalons.security.Accounts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives the demonstration's accounts to people of its school, once they are there: the teacher and
 * the class lead work with the first class and not with the second; the student belongs to the
 * first, and the guardian is responsible for them.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBooleanProperty("jalons.demo")
class LinkDemoAccounts implements ApplicationRunner {
  private final DemoSchool school;
  private final Accounts accounts;
  private final Clock clock;

  LinkDemoAccounts(DemoSchool school, Accounts accounts, Clock clock) {
    this.school = school;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    Map<StructureId, Team> classes =
        school.classesOn(LocalDate.now(clock)).stream()
            .collect(Collectors.toMap(Team::structure, Function.identity()));
    Team first = classes.get(DemoSchool.FIRST);
    Team elsewhere = classes.get(DemoSchool.ELSEWHERE);
    if (first == null || elsewhere == null) {
      return; // another school's database
    }
    TeacherId teacher =
        first.teachers().stream()
            .filter(one -> !elsewhere.teachers().contains(one))
            .findFirst()
            .orElseThrow();
    StudentId student = first.students().getFirst();
    accounts.linkDemo("demo-teacher", teacher.value(), Set.of());
    accounts.linkDemo("demo-lead", teacher.value(), Set.of());
    accounts.linkDemo("demo-student", student.value(), Set.of());
    accounts.linkDemo("demo-guardian", school.guardian(student).value(), Set.of());
    accounts.linkDemo("demo-cpe", null, Set.of(DemoSchool.FIRST.key()));
    accounts.linkDemo("demo-psyen", null, Set.of(DemoSchool.FIRST.key()));
  }
}
