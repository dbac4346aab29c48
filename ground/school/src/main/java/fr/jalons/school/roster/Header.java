package fr.jalons.school.roster;

import fr.jalons.events.SchoolId;
import fr.jalons.school.roster.Roster.Export;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import org.jspecify.annotations.Nullable;

/**
 * What each file says about itself ({@code PARAMETRES}).
 *
 * @param school null where the file tells none that can be one
 */
record Header(
    Place place,
    @Nullable SchoolId school,
    @Nullable String schoolName,
    int year,
    Export export,
    @Nullable LocalDate yearStart,
    @Nullable LocalDate yearEnd) {
  static final int FIRST_YEAR = 2000;
  static final int LAST_YEAR = 2100;

  /** SIECLE writes the code and the year as text, STS-web as attributes with details below. */
  static Header of(Fields fields) {
    Fields school = fields.in("UAJ");
    Fields year = fields.in("ANNEE_SCOLAIRE");
    return new Header(
        fields.place(),
        school(school.attributeOrText("CODE"), fields),
        school.text("DENOM_PRINC"),
        year(year.attributeOrText("ANNEE"), fields),
        export(fields),
        year.day("DATE_DEBUT"),
        year.day("DATE_FIN"));
  }

  /** What a table cannot tell of itself, told by its sender or by another file. */
  static Header stated(
      Place place,
      SchoolId school,
      int year,
      @Nullable LocalDate yearStart,
      @Nullable LocalDate yearEnd) {
    return new Header(place, school, null, year, new Export(place, "", null), yearStart, yearEnd);
  }

  private static Export export(Fields fields) {
    LocalDate exportedOn = fields.day("DATE_EXPORT");
    String field = exportedOn == null ? "HORODATAGE" : "DATE_EXPORT";
    return new Export(
        fields.placeOf(field),
        fields.path(field),
        exportedOn == null ? fields.dayOfMoment(field) : exportedOn);
  }

  private static @Nullable SchoolId school(String code, Fields fields) {
    try {
      return new SchoolId(code);
    } catch (IllegalArgumentException e) {
      fields.fault("UAJ", "roster.bad-uai");
      return null;
    }
  }

  private static int year(String text, Fields fields) {
    try {
      int year = Year.parse(text).getValue();
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return year;
      }
    } catch (DateTimeException e) {
      // told below
    }
    fields.fault("ANNEE_SCOLAIRE", "roster.bad-year");
    return 0;
  }
}
