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
  /** Those who steer AP. */
  STEERING(Role.ADMINISTRATOR, Role.HEAD, Role.COORDINATOR, Role.CLASS_LEAD),
  /** Everybody at school, and those who look at it from outside, but no families nor partners. */
  STAFF(TEAM_AND_PSYEN, Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR, Role.ANALYST),
  /** Those who may open a student's file, some of them for a stated reason only. */
  READERS(STAFF, Role.STUDENT, Role.GUARDIAN),
  EVERYONE(READERS, Role.PARTNER),
  /** Those whom a survey may invite. */
  RESPONDENTS(TEAM_AND_PSYEN, Role.STUDENT, Role.GUARDIAN),
  /** Those who record, and may take up again what they recorded. */
  AUTHORS(TEAM_AND_PSYEN, Role.HEAD, Role.ADMINISTRATOR, Role.STUDENT),
  /** Those who accompany students, and students themselves. */
  COMPANIONS(TEAM_AND_PSYEN, Role.STUDENT),
  /** Whose data they are, and who answers for them. */
  SUBJECTS(Role.STUDENT, Role.GUARDIAN, Role.ADMINISTRATOR, Role.HEAD),
  SUBJECTS_AND_AUDITORS(SUBJECTS, Role.AUDITOR),
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
