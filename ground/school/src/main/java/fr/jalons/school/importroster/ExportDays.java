package fr.jalons.school.importroster;

import fr.jalons.events.SchoolEvent.ImportedFile;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.school.roster.Roster.Export;
import fr.jalons.school.roster.RosterSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The days on which files say they were true. Older knowledge must not overwrite newer without a
 * word, and a file from the future would shut out all that follow.
 */
final class ExportDays {
  private static final DateTimeFormatter AS_SIECLE = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private final KnownRoster known;
  private final RosterById roster;
  private final LocalDate today;

  ExportDays(KnownRoster known, RosterById roster, LocalDate today) {
    this.known = known;
    this.roster = roster;
    this.today = today;
  }

  /** Clocks may differ by a time zone, but not by more. */
  List<Fault> impossible() {
    List<Fault> faults = new ArrayList<>();
    for (Export export : roster.exports().values()) {
      LocalDate day = export.day();
      if (day != null && day.isAfter(today.plusDays(1))) {
        faults.add(export.fault("roster.export-to-come", AS_SIECLE.format(day)));
      }
    }
    return faults;
  }

  void addTo(Doubts doubts) {
    roster
        .exports()
        .forEach(
            (kind, export) -> {
              if (isOlder(known, roster, kind)) {
                doubts.add(
                    Confirmation.OLDER_EXPORT,
                    export.fault(
                        "roster.older-export",
                        AS_SIECLE.format(Objects.requireNonNull(export.day())),
                        AS_SIECLE.format(Objects.requireNonNull(lastOf(kind, known)))));
              }
            });
  }

  /** Whether a file says that it was true before the last one of its kind in the same year. */
  static boolean isOlder(KnownRoster known, RosterById roster, RosterSource kind) {
    RosterImported last = known.last();
    Export export = roster.exports().get(kind);
    LocalDate day = export == null ? null : export.day();
    LocalDate before = lastOf(kind, known);
    return last != null
        && last.year() == roster.year()
        && day != null
        && before != null
        && day.isBefore(before);
  }

  private static @Nullable LocalDate lastOf(RosterSource kind, KnownRoster known) {
    ImportedFile file = known.file(kind);
    return file == null ? null : file.exportedOn();
  }
}
