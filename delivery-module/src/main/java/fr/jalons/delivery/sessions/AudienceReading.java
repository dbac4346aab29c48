package fr.jalons.delivery.sessions;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Reading;
import fr.jalons.school.CodeResolver;
import fr.jalons.school.Directory;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A class or group is named by its code. */
@Component
class AudienceReading implements Reading<AudienceReading.Audience, StructureId> {
  private final CodeResolver codes;
  private final Directory directory;

  AudienceReading(CodeResolver codes, Directory directory) {
    this.codes = codes;
    this.directory = directory;
  }

  /** As it stands in a body: one of the two codes, and the school if several use it. */
  record Audience(
      @JsonProperty("class") @Nullable String division,
      @Nullable String group,
      @Nullable SchoolId school) {}

  @Override
  public Class<StructureId> meant() {
    return StructureId.class;
  }

  @Override
  public Class<Audience> written() {
    return Audience.class;
  }

  @Override
  public StructureId read(Audience written, String field, LocalDate day) {
    ClassOrGroup named = ClassOrGroup.of(written.division, written.group, written.school, field);
    return codes.structure(
        named.kind(),
        named.code(),
        named.school(),
        day,
        new CodeResolver.Refusals(
            () -> unknown(named.kind(), field),
            () -> Refusal.invalid(field + ".school", "delivery.school-missing")));
  }

  @Override
  public Audience write(StructureId value) {
    String code = directory.code(value);
    return value.kind() == StructureId.Kind.CLASS
        ? new Audience(code, null, null)
        : new Audience(null, code, null);
  }

  static Refusal unknown(StructureId.Kind kind, String field) {
    return kind == StructureId.Kind.CLASS
        ? Refusal.invalid(field + ".class", "delivery.class-unknown")
        : Refusal.invalid(field + ".group", "delivery.group-unknown");
  }
}
