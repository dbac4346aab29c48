package fr.jalons.access;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Role;
import fr.jalons.school.OwnPerson;
import fr.jalons.school.OwnSchool;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the current request may show, for those who put a view together. */
@Component
public class Visibility implements OwnSchool, OwnPerson {
  /** Attribute of a request: the class that its address names, found once and let through. */
  public static final String NAMED_CLASS = "fr.jalons.access.NamedClass";

  private static final Map<Role, String> FAMILY =
      Map.of(Role.STUDENT, "STUDENTS", Role.GUARDIAN, "GUARDIANS");

  private final AccessScopes scopes;
  private final StatedReasons reasons;

  Visibility(AccessScopes scopes, StatedReasons reasons) {
    this.scopes = scopes;
    this.reasons = reasons;
  }

  /** Whether it is known who asks. */
  public boolean hasReader() {
    return scopes.ofRequest() != null;
  }

  /** Whether rows are read as the program sees them, which is all of them. */
  public boolean isProgram() {
    return RowScope.current() == null;
  }

  /** Whether figures of a class may be shown, and its students may not. */
  public boolean aggregatesOnly() {
    return RowScope.current() == RowScope.AGGREGATE;
  }

  /** The school of the account that asks, the only one it sees; null for all schools. */
  @Override
  public @Nullable SchoolId school() {
    AccessScope reach = scopes.ofRequest();
    return reach == null ? null : reach.school();
  }

  /**
   * Whether a student is within reach today, whatever they were at the moment that is looked at.
   */
  public boolean reaches(StudentId student) {
    AccessScope reach = scopes.ofRequest();
    return reach == null || scopes.covers(reach, student);
  }

  /** Whether a class or group is within reach. */
  public boolean reaches(StructureId structure) {
    AccessScope reach = scopes.ofRequest();
    return reach == null || reach.everything() || reach.reaches(structure);
  }

  /** Whether all students of a school are within reach. */
  public boolean reachesWhole(SchoolId school) {
    AccessScope reach = scopes.ofRequest();
    return reach == null || reach.everything() || reach.whole() && reach.reaches(school);
  }

  /** Whether somebody looks at these classes and groups who may see their students one by one. */
  public boolean isCloseTo(Collection<StructureId> structures) {
    AccessScope reach = scopes.ofRequest();
    if (reach == null || reach.everything() || reasons.current() != null) {
      return true;
    }
    Set<Role> withoutReason = EnumSet.allOf(Role.class);
    withoutReason.removeIf(Rule::seesAggregates);
    AccessScope close = scopes.as(withoutReason);
    return close != null
        && !close.roles().isEmpty()
        && structures.stream().allMatch(close::reaches);
  }

  /**
   * Work that is no part of what is shown, such as finding out what somebody's role is called: the
   * database shows it what it shows the program.
   */
  public <T> T asProgram(Supplier<T> work) {
    RowScope scope = RowScope.current();
    RowScope.leave();
    try {
      return work.get();
    } finally {
      if (scope != null) {
        RowScope.enter(scope);
      }
    }
  }

  @Override
  public @Nullable UUID person() {
    AccessScope reach = scopes.ofRequest();
    return reach == null ? null : reach.person();
  }

  /** The classes and groups that whoever asks works with; none for those who reach all of them. */
  public Set<StructureId> structures() {
    AccessScope reach = scopes.ofRequest();
    return reach == null ? Set.of() : reach.structures();
  }

  /** Of those who are addressed as a family and are no staff, how; empty for all others. */
  public Set<String> familyAudiences() {
    AccessScope reach = scopes.ofRequest();
    Set<Role> roles = reach == null ? Set.of() : reach.roles();
    if (roles.isEmpty() || !FAMILY.keySet().containsAll(roles)) {
      return Set.of();
    }
    return roles.stream().map(FAMILY::get).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a family asks, which sees no classmates. */
  public boolean ownFilesOnly() {
    AccessScope reach = scopes.ofRequest();
    return reach != null && !reach.whole() && reach.structures().isEmpty();
  }
}
