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
    RosterImported last = known.last();
    if (last == null || last.year() != roster.year()) {
      return;
    }
    roster
        .exports()
        .forEach(
            (kind, export) -> {
              LocalDate day = export.day();
              LocalDate before = lastOf(kind);
              if (day != null && before != null && day.isBefore(before)) {
                doubts.add(
                    Confirmation.OLDER_EXPORT,
                    export.fault(
                        "roster.older-export", AS_SIECLE.format(day), AS_SIECLE.format(before)));
              }
            });
  }

  private @Nullable LocalDate lastOf(RosterSource kind) {
    ImportedFile file = known.file(kind);
    return file == null ? null : file.exportedOn();
  }
}
