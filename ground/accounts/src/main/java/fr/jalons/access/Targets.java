package fr.jalons.access;

import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.marks.Over;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.CodeResolver;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds what an address is about, and tells whether somebody reaches it. What cannot be found is
 * reached by no person.
 */
@Component
class Targets {
  private final JdbcClient jdbc;
  private final AccessScopes scopes;
  private final CodeResolver codes;
  private final Moments moments;
  private final RecordsInLog records;
  private final JoinedFiles joined;
  private final Clock clock;

  Targets(
      JdbcClient jdbc,
      AccessScopes scopes,
      CodeResolver codes,
      Moments moments,
      RecordsInLog records,
      JoinedFiles joined,
      Clock clock) {
    this.jdbc = jdbc;
    this.scopes = scopes;
    this.codes = codes;
    this.moments = moments;
    this.records = records;
    this.joined = joined;
    this.clock = clock;
  }

  /**
   * What an address is about.
   *
   * @param named the identifier or code in the address; null where it names none
   * @param found the class that the code means
   */
  record Target(Over over, @Nullable String named, @Nullable StructureId found) {}

  /**
   * The target of an address, of which a class is looked up by its code.
   *
   * @param school named by the request, where several have a class of the same code
   * @param asOf the moment that is asked for; null for today
   * @param until the last day that is asked for, on which the class is there; null for today
   * @throws Refusal if no class is named, there is no such class, or several may be meant
   */
  Target target(
      Over over,
      @Nullable String named,
      @Nullable String school,
      @Nullable String asOf,
      @Nullable String until) {
    if (over != Over.CLASS) {
      return new Target(over, named, null);
    }
    if (named == null || named.isBlank()) {
      throw Refusal.invalid("class", "access.class-needed");
    }
    CodeResolver.Refusals refusals =
        new CodeResolver.Refusals(() -> noSuchClass(named), () -> severalClasses(named));
    SchoolId inSchool = school == null || school.isBlank() ? null : school(school);
    StructureId.Kind kind = StructureId.Kind.CLASS;
    if (asOf == null || asOf.isBlank()) {
      LocalDate day = day(until);
      return new Target(over, named, codes.structure(kind, named, inSchool, day, refusals));
    }
    long position = moments.position(asOf);
    LocalDate day = moments.day(asOf);
    return new Target(over, named, codes.structure(kind, named, inSchool, day, position, refusals));
  }

  /** What is no day is refused where it is read. */
  private LocalDate day(@Nullable String until) {
    try {
      return until == null || until.isBlank()
          ? LocalDate.now(clock)
          : LocalDate.parse(until.strip());
    } catch (DateTimeParseException e) {
      return LocalDate.now(clock);
    }
  }

  private static SchoolId school(String uai) {
    try {
      return new SchoolId(uai);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("school", "platform.unreadable-field");
    }
  }

  private static Refusal noSuchClass(String code) {
    return Refusal.notFound("followup.class-unknown", code);
  }

  private static Refusal severalClasses(String code) {
    return new Refusal(
        Refusal.Kind.UNPROCESSABLE, List.of(Fault.of("school", "followup.class-ambiguous", code)));
  }

  /** Whether a reach covers a target. */
  boolean covered(Target target, AccessScope scope) {
    if (scope.everything()) {
      return true;
    }
    return switch (target.over) {
      case PUBLIC, SIGNED_IN, OWN, SCHOOL, NAMES -> true;
      case INSTALLATION -> scope.school() == null;
      case CLASS -> target.found != null && scope.reaches(target.found);
      case STUDENT ->
          uuid(target).map(StudentId::new).filter(id -> scopes.covers(scope, id)).isPresent();
      case NEED ->
          said(target, "need", "planning.NeedDiagnosed", "student", StudentId::of)
              .map(student -> new StudentId(joined.kept(student.value())))
              .filter(student -> scopes.covers(scope, student))
              .isPresent();
      case SESSION ->
          said(target, "session", "delivery.SessionScheduled", "audience", StructureId::new)
              .filter(scope::reaches)
              .isPresent();
      case SURVEY ->
          said(target, "survey", "evaluation.SurveyOpened", "school", SchoolId::new)
                  .filter(scope::reaches)
                  .isPresent()
              && asksWithinReach(target, scope);
      case RECORD ->
          uuid(target)
              .flatMap(records::creation)
              .filter(
                  step ->
                      step.event() instanceof OnRecord record && isAboutSomethingOf(record, scope))
              .isPresent();
      case ERASURE ->
          said(target, "erasure", "privacy.ErasureRequested", "school", SchoolId::new)
              .filter(scope::reaches)
              .isPresent();
    };
  }

  /** Of a nominative rule, whether the target itself tells of students: not every record does. */
  boolean isAboutStudents(Target target) {
    return target.over != Over.RECORD
        || uuid(target)
            .flatMap(records::creation)
            .filter(
                step ->
                    step.event() instanceof OnRecord record
                        && record.student() == null
                        && record.students().isEmpty())
            .isEmpty();
  }

  /** A survey of a whole school has no class; the decision says who of a family is asked. */
  private boolean asksWithinReach(Target target, AccessScope scope) {
    Optional<StructureId> onlyClass =
        said(target, "survey", "evaluation.SurveyOpened", "audienceClass", StructureId::new);
    return onlyClass.isEmpty()
        || !scope.students().isEmpty()
        || scope.reaches(onlyClass.orElseThrow());
  }

  /** Whether a reach covers a record; one that nobody knows is refused by what names it. */
  boolean coversIfKnown(RecordId record, AccessScope scope) {
    return records
        .creation(record.value())
        .map(step -> step.event() instanceof OnRecord known && isAboutSomethingOf(known, scope))
        .orElse(true);
  }

  private boolean isAboutSomethingOf(OnRecord record, AccessScope scope) {
    StudentId student = record.student();
    StructureId structure = record.structure();
    SchoolId school = record.school();
    if (student != null) {
      return scopes.covers(scope, student);
    }
    if (record.aboutSeveral() && !scope.whole()) {
      return record.students().stream().allMatch(one -> scopes.covers(scope, one));
    }
    return structure == null ? school != null && scope.reaches(school) : scope.reaches(structure);
  }

  private static Optional<UUID> uuid(Target target) {
    try {
      return Optional.ofNullable(target.named).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** From the log itself: read models may not have heard of it yet. */
  private <T> Optional<T> said(
      Target target, String tag, String type, String field, Function<String, T> as) {
    return uuid(target)
        .flatMap(
            id ->
                jdbc.sql(
                        """
                        select e.payload ->> :field
                        from eventlog.event_tag t join eventlog.event e on e.position = t.position
                        where t.tag = :tag and e.type = :type limit 1
                        """)
                    .param("field", field)
                    .param("tag", tag + ':' + id)
                    .param("type", type)
                    .query(String.class)
                    .optional())
        .map(as);
  }
}
