package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a school's roster from one to three files, in any order. Either all of it is sound, or the
 * refusal lists everything that is not.
 */
public final class RosterReader {
  private static final int MOST_FILES = 10;

  private final Faults faults = new Faults();
  private final List<Warning> warnings = new ArrayList<>();
  private final Map<RosterSource, XmlFile> files = new EnumMap<>(RosterSource.class);

  private RosterReader() {}

  /**
   * The roster that these files tell.
   *
   * @throws Refusal with a {@link Fault} for each thing that is wrong
   */
  public static Roster read(List<RosterFile> files) {
    return new RosterReader().roster(files);
  }

  private Roster roster(List<RosterFile> sent) {
    if (sent.isEmpty() || sent.size() > MOST_FILES) {
      throw Refusal.invalid(
          "files", sent.isEmpty() ? "roster.no-file" : "roster.too-many-files", MOST_FILES);
    }
    sent.forEach(file -> orFault(() -> open(file)));
    List<Export> exports = new ArrayList<>();
    files.forEach((source, file) -> orFault(() -> exports.add(read(source, file))));
    return new RosterAssembly(exports, warnings, faults).roster();
  }

  /** A file that cannot be read on must not keep the faults of the others from being told. */
  private void orFault(Runnable reading) {
    try {
      reading.run();
    } catch (Refusal unreadable) {
      unreadable.faults().forEach(faults::add);
    }
  }

  private void open(RosterFile sent) {
    XmlFile file = new XmlFile(sent);
    Optional<RosterSource> source = RosterSource.of(file.root());
    if (source.isEmpty()) {
      String key =
          file.root().equals(RosterSource.UPWARD_STS) ? "roster.upward-sts" : "roster.unknown-root";
      faults.add(Fault.in(file.name(), file.line(), null, key, file.root()));
      return;
    }
    XmlFile same = files.putIfAbsent(source.get(), file);
    if (same != null) {
      faults.add(Fault.in(file.name(), null, null, "roster.same-export-twice", same.name()));
    }
  }

  private Export read(RosterSource source, XmlFile file) {
    Export export =
        switch (source) {
          case STUDENTS -> new StudentsExport(file.name(), faults);
          case GUARDIANS -> new GuardiansExport(file.name(), faults);
          case STAFF -> new StaffExport(file.name(), faults, warnings);
        };
    export.read(file);
    return export;
  }
}
