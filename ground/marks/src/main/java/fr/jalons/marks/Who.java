package fr.jalons.marks;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The sets of roles that rules of access name. Programs may, besides, use what the API offers and
 * read what a page shows. A new set needs a line in ADR 0034.
 */
public enum Who {
  /** For what is open to all: no role is asked for. */
  ANYBODY,
  /** Those who work with students. */
  TEAM(Role.COORDINATOR, Role.CLASS_LEAD, Role.CPE, Role.TEACHER),
  TEAM_AND_PSYEN(TEAM, Role.PSYEN),
  TEAM_AND_HEADS(TEAM, Role.HEAD),
  TEAM_AND_STUDENTS(TEAM, Role.STUDENT),
  /** Those who answer for a class. */
  LEADS(Role.COORDINATOR, Role.CLASS_LEAD, Role.CPE),
  /** Those who steer AP. */
  STEERING(Role.ADMINISTRATOR, Role.HEAD, Role.COORDINATOR, Role.CLASS_LEAD),
  /** Those who lead a school or its accompaniment. */
  DIRECTION(Role.ADMINISTRATOR, Role.HEAD, Role.COORDINATOR),
  DIRECTION_AND_LEADS(DIRECTION, Role.CLASS_LEAD),
  STEERING_AND_CPE(STEERING, Role.CPE),
  TEAM_PSYEN_AND_HEAD(TEAM_AND_PSYEN, Role.HEAD),
  /** Those who record what is about no single student. */
  STAFF_WRITING(TEAM, Role.HEAD, Role.ADMINISTRATOR),
  /** Everybody at school, and those who look at it from outside, but no families nor partners. */
  STAFF(TEAM_AND_PSYEN, Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR, Role.ANALYST),
  /** Those who may open a student's file, some of them for a stated reason only. */
  READERS(STAFF, Role.STUDENT, Role.GUARDIAN),
  EVERYONE(READERS, Role.PARTNER),
  /** Those that a survey may invite. */
  RESPONDENTS(TEAM_AND_PSYEN, Role.STUDENT, Role.GUARDIAN),
  RESPONDENTS_AND_HEADS(RESPONDENTS, Role.HEAD),
  /** Those who record, and may take up again what they recorded. */
  AUTHORS(TEAM_AND_PSYEN, Role.HEAD, Role.ADMINISTRATOR, Role.STUDENT),
  /** Those who accompany students, and students themselves. */
  COMPANIONS(TEAM_AND_PSYEN, Role.STUDENT),
  /** Those who speak for themselves alone. */
  STUDENTS(Role.STUDENT),
  /** Whose data they are, and who answers for them. */
  SUBJECTS(Role.STUDENT, Role.GUARDIAN, Role.ADMINISTRATOR, Role.HEAD),
  SUBJECTS_AND_AUDITORS(SUBJECTS, Role.AUDITOR),
  SUBJECTS_AND_TEAM(SUBJECTS, Role.COORDINATOR, Role.CLASS_LEAD, Role.CPE, Role.TEACHER),
  /** Those who see single students for a stated reason only. */
  DISTANT(Role.ADMINISTRATOR, Role.HEAD, Role.ANALYST),
  OPERATORS(Role.ADMINISTRATOR),
  AUDITORS(Role.AUDITOR),
  WITNESSES(OPERATORS, Role.AUDITOR);

  private final Set<Role> roles;

  Who(Role... roles) {
    EnumSet<Role> all = EnumSet.noneOf(Role.class);
    Collections.addAll(all, roles);
    this.roles = Collections.unmodifiableSet(all);
  }

  Who(Who others, Role... more) {
    EnumSet<Role> all = EnumSet.copyOf(others.roles);
    Collections.addAll(all, more);
    this.roles = Collections.unmodifiableSet(all);
  }

  public Set<Role> roles() {
    return roles;
  }
}
