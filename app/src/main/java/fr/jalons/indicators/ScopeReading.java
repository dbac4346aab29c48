package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.CodeResolver;
import fr.jalons.school.CodeResolver.Refusals;
import fr.jalons.school.students.DeclaredStructure;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scope that the parameters of a request name: a class, a group, a track or a school. */
@Component
public class ScopeReading {
  private final CodeResolver codes;
  private final Visibility visibility;
  private final SchoolAspects aspects;

  ScopeReading(CodeResolver codes, Visibility visibility, SchoolAspects aspects) {
    this.codes = codes;
    this.visibility = visibility;
    this.aspects = aspects;
  }

  /** Whether what is about some scope concerns the one that is asked for: they overlap. */
  public Predicate<Object> overlapping(Found found, LocalDate day, @Nullable Long at) {
    return aspects.declared(found.school, day, at).overlapping(found.scope);
  }

  /** What a request is about. */
  public record Found(SchoolId school, Scope scope) {}

  /**
   * What parameters of a request mean on a day, by what was known at a position.
   *
   * @param at null for now
   * @throws Refusal if they mean nothing, several things, or what is out of reach
   */
  public Found found(
      @Nullable String schoolClass,
      @Nullable String group,
      @Nullable String track,
      @Nullable SchoolId school,
      LocalDate day,
      @Nullable Long at) {
    if (Stream.of(schoolClass, group, track).filter(Objects::nonNull).count() > 1) {
      throw Refusal.invalid("scope", "indicators.one-scope");
    }
    if (schoolClass != null) {
      return structure(StructureId.Kind.CLASS, schoolClass, school, day, at);
    }
    if (group != null) {
      return structure(StructureId.Kind.GROUP, group, school, day, at);
    }
    SchoolId meant =
        codes.school(
            school,
            new Refusals(
                () -> Refusal.notFound("indicators.school-unknown"), () -> several("school")));
    if (!visibility.reachesWhole(meant)) {
      throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of("scope", "access.out-of-reach")));
    }
    if (track != null && !aspects.declared(meant, day, at).tracks().contains(track)) {
      throw Refusal.invalid("track", "school.scope-track-unknown");
    }
    return new Found(
        meant, new Scope(track == null ? Scope.Kind.SCHOOL : Scope.Kind.TRACK, track, meant.uai()));
  }

  private Found structure(
      StructureId.Kind kind,
      String code,
      @Nullable SchoolId school,
      LocalDate day,
      @Nullable Long at) {
    StructureId structure =
        codes.structure(
            kind,
            code,
            school,
            day,
            at == null ? Long.MAX_VALUE : at,
            new Refusals(
                () -> Refusal.notFound("followup.class-unknown", code), () -> several(code)));
    if (!visibility.reaches(structure)) {
      throw Refusal.notFound("access.out-of-reach");
    }
    DeclaredStructure declared =
        Objects.requireNonNull(aspects.ofStructures(List.of(structure), at).get(structure))
            .one(DeclaredStructure.class);
    return new Found(structure.school(), Scope.of(structure, declared.called(structure).code()));
  }

  private static Refusal several(String code) {
    return new Refusal(
        Refusal.Kind.UNPROCESSABLE, List.of(Fault.of("school", "followup.class-ambiguous", code)));
  }
}
