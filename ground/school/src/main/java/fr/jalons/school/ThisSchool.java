package fr.jalons.school;

import fr.jalons.events.SchoolId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.Reading;
import fr.jalons.school.CodeResolver.Refusals;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * The school that a command is about: the one its body names, or else that of the account, or else
 * the only one there is.
 */
public record ThisSchool(SchoolId id) {

  /** By its national number, which may be left out. */
  @Component
  static class ByNumber implements Reading<String, ThisSchool> {
    private final CodeResolver codes;

    ByNumber(CodeResolver codes) {
      this.codes = codes;
    }

    @Override
    public Class<ThisSchool> meant() {
      return ThisSchool.class;
    }

    @Override
    public Class<String> written() {
      return String.class;
    }

    @Override
    public String leftOut() {
      return "";
    }

    @Override
    public ThisSchool read(String number, String field, LocalDate day) {
      Refusals refusals =
          new Refusals(
              () -> Refusal.invalid(field, "school.scope-school-unknown"),
              () -> Refusal.invalid(field, "school.scope-school-needed"));
      if (number.isBlank()) {
        return new ThisSchool(codes.school(null, refusals));
      }
      return codes.schools().stream()
          .filter(known -> known.uai().equals(number.strip()))
          .findFirst()
          .map(ThisSchool::new)
          .orElseThrow(refusals.unknown());
    }

    @Override
    public String write(ThisSchool school) {
      return school.id().uai();
    }
  }
}
