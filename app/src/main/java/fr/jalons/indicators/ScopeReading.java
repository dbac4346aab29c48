package fr.jalons.indicators;

import fr.jalons.access.Visibility;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.CodeResolver;
import fr.jalons.school.CodeResolver.Refusals;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  /** The classes and groups that lie within a scope, or that it lies within. */
  public Set<StructureId> overlapping(Found found, LocalDate day, @Nullable Long at) {
    ShownScopes shown =
        ShownScopes.of(
            found.school, day, aspects.ofStructures(aspects.structures(found.school, at), at));
    if (found.scope.kind() == Scope.Kind.SCHOOL) {
      return shown.structures().keySet();
    }
    Set<StructureId> overlapping = new HashSet<>(shown.within(found.scope));
    if (found.scope.kind() == Scope.Kind.GROUP) {
      List.copyOf(overlapping).forEach(group -> overlapping.addAll(shown.drawnFrom(group)));
    } else {
      Set<StructureId> classes = Set.copyOf(overlapping);
      shown.structures().keySet().stream()
          .filter(structure -> shown.drawnFrom(structure).stream().anyMatch(classes::contains))
          .forEach(overlapping::add);
    }
    return overlapping;
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
      return structure(StructureId.Kind.CLASS, Scope.Kind.CLASS, schoolClass, school, day, at);
    }
    if (group != null) {
      return structure(StructureId.Kind.GROUP, Scope.Kind.GROUP, group, school, day, at);
    }
    SchoolId meant =
        codes.school(
            school,
            new Refusals(
                () -> Refusal.notFound("indicators.school-unknown"), () -> several("school")));
    if (!visibility.reachesWhole(meant)) {
      throw new Refusal(Refusal.Kind.FORBIDDEN, List.of(Fault.of("scope", "access.out-of-reach")));
    }
    return new Found(
        meant, new Scope(track == null ? Scope.Kind.SCHOOL : Scope.Kind.TRACK, track, meant.uai()));
  }

  private Found structure(
      StructureId.Kind kind,
      Scope.Kind scope,
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
    return new Found(
        structure.school(), new Scope(scope, structure.code(), structure.school().uai()));
  }

  private static Refusal several(String code) {
    return new Refusal(
        Refusal.Kind.UNPROCESSABLE, List.of(Fault.of("school", "followup.class-ambiguous", code)));
  }
}
