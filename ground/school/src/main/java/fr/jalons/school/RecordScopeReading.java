package fr.jalons.school;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Reading;
import fr.jalons.school.CodeResolver.Refusals;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scale of a record as people name it, by codes. Left out, it is the school. */
@Component
class RecordScopeReading implements Reading<RecordScopeReading.Named, RecordScope> {
  private static final Named NOTHING = new Named(null, null, null, null);

  private final CodeResolver codes;
  private final Directory directory;

  RecordScopeReading(CodeResolver codes, Directory directory) {
    this.codes = codes;
    this.directory = directory;
  }

  /** At most one of the first three, and the school where several use the code. */
  record Named(
      @JsonProperty("class") @Nullable String division,
      @Nullable String group,
      @Nullable String track,
      @Nullable SchoolId school) {}

  @Override
  public Class<RecordScope> meant() {
    return RecordScope.class;
  }

  @Override
  public Class<Named> written() {
    return Named.class;
  }

  @Override
  public Named leftOut() {
    return NOTHING;
  }

  @Override
  public RecordScope read(Named named, String field, LocalDate day) {
    if (Stream.of(named.division, named.group, named.track).filter(Objects::nonNull).count() > 1) {
      throw Refusal.invalid(field, "school.one-scope");
    }
    if (named.school != null && !codes.schools().contains(named.school)) {
      throw Refusal.invalid(field + ".school", "school.scope-school-unknown");
    }
    if (named.division != null) {
      return structure(Kind.CLASS, named.division, named.school, field, "class", day);
    }
    if (named.group != null) {
      return structure(Kind.GROUP, named.group, named.school, field, "group", day);
    }
    if (named.track != null) {
      String track = named.track.strip();
      SchoolId school = codes.schoolOfTrack(track, named.school, day, refusals(field, "track"));
      return new RecordScope(school, null, track);
    }
    return RecordScope.of(codes.school(named.school, refusals(field, "school")));
  }

  private RecordScope structure(
      Kind kind, String code, @Nullable SchoolId school, String field, String part, LocalDate day) {
    return RecordScope.of(codes.structure(kind, code.strip(), school, day, refusals(field, part)));
  }

  private static Refusals refusals(String field, String part) {
    return new Refusals(
        () -> Refusal.invalid(field + '.' + part, "school.scope-" + part + "-unknown"),
        () -> Refusal.invalid(field + ".school", "school.scope-school-needed"));
  }

  @Override
  public Named write(RecordScope scope) {
    StructureId structure = scope.structure();
    String code = structure == null ? scope.track() : directory.code(structure);
    return switch (scope.scale()) {
      case SCHOOL -> new Named(null, null, null, scope.school());
      case TRACK -> new Named(null, null, code, null);
      case CLASS -> new Named(code, null, null, null);
      case GROUP -> new Named(null, code, null, null);
    };
  }
}
