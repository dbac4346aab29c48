package fr.jalons.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Role;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.security.Account;
import fr.jalons.security.JwtAccountConverter;
import fr.jalons.security.RoleAuthority;
import fr.jalons.security.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What people reach, from their account and from what the roster says of today: the services of
 * STS-web for teachers and class leads, guardianships for guardians. Kept for a few seconds.
 */
@Component
class AccessScopes {
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int MOST = 10_000;

  /** Of these, no roster tells the classes: the account does, or they have the whole school. */
  private static final Set<Role> WHOLE_SCHOOL =
      EnumSet.of(Role.ADMINISTRATOR, Role.HEAD, Role.AUDITOR, Role.ANALYST, Role.CLIENT);

  private static final Set<Role> WHOLE_SCHOOL_OR_CLASSES = EnumSet.of(Role.COORDINATOR, Role.CPE);

  /** The roles for which classes in the account count. */
  private static final Set<Role> CLASSES_OF_ACCOUNT =
      EnumSet.of(Role.COORDINATOR, Role.CPE, Role.PSYEN, Role.CLASS_LEAD);

  private static final Set<Role> EVERY_ROLE = EnumSet.allOf(Role.class);

  /** Attribute of a request: the reach of the roles that let it through. */
  static final String ADMITTED = AccessScope.class.getName();

  private final JdbcClient jdbc;
  private final Clock clock;
  private final JoinedFiles joined;
  private final Cache<Somebody, AccessScope> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

  AccessScopes(JdbcClient jdbc, Clock clock, JoinedFiles joined) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.joined = joined;
  }

  /**
   * An account in some of its roles.
   *
   * @param program the one school of the program that acts for it, if it has one
   */
  private record Somebody(Account account, Set<Role> roles, @Nullable SchoolId program) {}

  /** Of the account behind the current request, in all of its roles; null if there is none. */
  @Nullable AccessScope current() {
    return as(EVERY_ROLE);
  }

  /**
   * As {@link #current}, in some roles only, so that one role does not lend its reach to another: a
   * head who teaches writes in the files of their own students, and an auditor who teaches too.
   */
  @Nullable AccessScope as(Set<Role> roles) {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null) {
      return null;
    }
    Account account = Account.of(who);
    if (account != null) {
      Set<Role> his = EnumSet.noneOf(Role.class);
      his.addAll(account.roles());
      his.retainAll(roles);
      return known.get(new Somebody(account, his, JwtAccountConverter.school(who)), this::of);
    }
    boolean program = who.getAuthorities().contains(RoleAuthority.of(Role.CLIENT));
    return program && roles.contains(Role.CLIENT)
        ? ofProgram(JwtAccountConverter.school(who))
        : null;
  }

  private static AccessScope ofProgram(@Nullable SchoolId school) {
    return school == null
        ? AccessScope.PROGRAM
        : new AccessScope(Set.of(Role.CLIENT), school, null, Set.of(), Set.of(), true);
  }

  /** In the roles that let the current request through; outside of one, in all. */
  @Nullable AccessScope ofRequest() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
            && request.getRequest().getAttribute(ADMITTED) instanceof AccessScope reach
        ? reach
        : current();
  }

  private AccessScope of(Somebody somebody) {
    Scope scope = somebody.account().scope();
    Set<Role> roles = somebody.roles();
    Set<StructureId> structures = new HashSet<>();
    Set<StudentId> students = new HashSet<>();
    UUID own = scope.person();
    UUID person = own == null ? null : joined.kept(own);
    if (person != null) {
      if (roles.contains(Role.TEACHER)) {
        structures.addAll(worksWith(person, "TEACHING", "CLASS_LEAD"));
      }
      if (roles.contains(Role.CLASS_LEAD)) {
        structures.addAll(worksWith(person, "CLASS_LEAD"));
      }
      if (roles.contains(Role.STUDENT)) {
        students.add(new StudentId(person));
      }
      if (roles.contains(Role.GUARDIAN)) {
        students.addAll(children(person));
      }
    }
    if (somebody.program() != null) {
      students.retainAll(studentsOf(somebody.program(), students));
    }
    if (scope.school() != null && roles.stream().anyMatch(CLASSES_OF_ACCOUNT::contains)) {
      scope.classes().stream()
          .map(key -> StructureId.of(scope.school(), StructureId.Kind.CLASS, key))
          .forEach(structures::add);
    }
    return new AccessScope(
        roles, scope.school(), person, students, structures, whole(roles, scope));
  }

  private static boolean whole(Set<Role> roles, Scope scope) {
    return roles.stream().anyMatch(WHOLE_SCHOOL::contains)
        || scope.classes().isEmpty() && roles.stream().anyMatch(WHOLE_SCHOOL_OR_CLASSES::contains);
  }

  private List<StructureId> worksWith(UUID teacher, String... duties) {
    return jdbc.sql(
            """
            select distinct structure from planning.assignment
            where teacher = ? and duty = any (?) and (until is null or until > ?)
            """)
        .params(teacher, duties, LocalDate.now(clock))
        .query((row, number) -> new StructureId(row.getString(1)))
        .list();
  }

  private List<StudentId> children(UUID guardian) {
    return jdbc.sql("select student from identity.guardianship where guardian = ?")
        .param(guardian)
        .query((row, number) -> new StudentId(row.getObject(1, UUID.class)))
        .list();
  }

  /** A program of one school sees nothing of a child at another. */
  private Set<StudentId> studentsOf(SchoolId school, Set<StudentId> students) {
    return jdbc.sql("select id from identity.student where school = ? and id = any (?)")
        .params(school.uai(), students.stream().map(StudentId::value).toArray(UUID[]::new))
        .query((row, number) -> new StudentId(row.getObject(1, UUID.class)))
        .set();
  }

  /** Whether a scope covers a student, wherever they are today. */
  boolean covers(AccessScope reach, StudentId student) {
    if (reach.everything() || reach.students().contains(student)) {
      return true;
    }
    Set<StructureId> today = new HashSet<>();
    Set<StructureId> ever = new HashSet<>();
    jdbc.sql(
            """
            select m.structure, t.structure is not null as today
            from planning.membership m
            left join planning.membership_on(:today) t on t.student = m.student and t.structure = m.structure
            where m.student = :student
            """)
        .param("today", LocalDate.now(clock))
        .param("student", student.value())
        .query(
            row -> {
              StructureId structure = new StructureId(row.getString("structure"));
              ever.add(structure);
              if (row.getBoolean("today")) {
                today.add(structure);
              }
            });
    return reach.reaches(student, today, ever);
  }
}
