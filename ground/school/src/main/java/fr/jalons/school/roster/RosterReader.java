package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a school's roster from the files as they come, in any order: exports of SIECLE and STS-web,
 * also in archives; OneRoster's files; or class lists. Either all of it is sound, or the refusal
 * lists everything that is not.
 */
public final class RosterReader {
  private static final int MOST_FILES = 30;

  private final Faults faults = new Faults();
  private final List<Warning> warnings = new ArrayList<>();
  private final Map<RosterSource, XmlFile> files = new EnumMap<>(RosterSource.class);
  private final OneRosterFiles oneRoster;
  private final ClassLists lists;

  private RosterReader(Hints hints) {
    this.oneRoster = new OneRosterFiles(hints, faults, warnings);
    this.lists = new ClassLists(hints, faults, warnings);
  }

  /**
   * The roster that these files tell.
   *
   * @throws Refusal with a {@link Fault} for each thing that is wrong
   */
  public static Roster read(List<RosterFile> files, Hints hints) {
    RosterReader reader = new RosterReader(hints);
    try {
      return reader.roster(files);
    } catch (Refusal refusal) {
      throw reader.lists.any() ? refusal.with("lists", reader.lists.headings()) : refusal;
    }
  }

  /** As {@link #read(List, Hints)}, for files that tell all. */
  public static Roster read(List<RosterFile> files) {
    return read(files, Hints.NONE);
  }

  /** The columns of the class lists among these files, as far as they can be read. */
  public static List<ListHeadings> headings(List<RosterFile> files, Hints hints) {
    RosterReader reader = new RosterReader(hints);
    files.forEach(file -> reader.orFault(() -> reader.open(file)));
    return reader.lists.headings();
  }

  private Roster roster(List<RosterFile> sent) {
    if (sent.isEmpty() || sent.size() > MOST_FILES) {
      throw Refusal.invalid(
          "files", sent.isEmpty() ? "roster.no-file" : "roster.too-many-files", MOST_FILES);
    }
    sent.forEach(file -> orFault(() -> open(file)));
    List<Part> parts = new ArrayList<>();
    files.forEach((source, file) -> orFault(() -> parts.add(read(source, file))));
    if (oneRoster.any()) {
      parts.addAll(oneRoster.parts());
    }
    if (lists.any()) {
      parts.add(lists.part());
    }
    refuseTwoOfAKind(parts);
    return new RosterAssembly(parts, warnings, faults).roster();
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
    if (!Archive.isOne(sent)) {
      openPlain(sent);
      return;
    }
    List<Archive.Entry> entries = Archive.unpack(sent);
    if (Workbook.isOne(entries)) {
      lists.add(Workbook.read(sent, entries));
      return;
    }
    List<RosterFile> inside =
        entries.stream()
            .filter(entry -> !entry.isLitter())
            .map(entry -> sent.inside(entry.path(), entry.content()))
            .toList();
    if (inside.isEmpty()) {
      faults.add(Fault.in(sent.name(), null, null, "roster.zip-empty"));
    }
    inside.forEach(
        file ->
            orFault(
                () -> {
                  if (Archive.isOne(file)) {
                    throw refusal(file, "roster.zip-nested");
                  }
                  openPlain(file);
                }));
  }

  private void openPlain(RosterFile sent) {
    sent.requireSize();
    if (sent.startsWith(0xFE, 0xFF) || sent.startsWith(0xFF, 0xFE)) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          List.of(Fault.in(sent.name(), 1, null, "roster.encoding-refused", "UTF-16")));
    }
    if (XmlText.isXml(sent)) {
      openXml(sent);
      return;
    }
    Table table = CsvFile.read(sent);
    if (OneRosterFiles.isOne(table)) {
      oneRoster.add(table);
    } else {
      lists.add(table);
    }
  }

  private void openXml(RosterFile sent) {
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

  private Part read(RosterSource source, XmlFile file) {
    Export export =
        switch (source) {
          case STUDENTS -> new StudentsExport(file.name(), faults, warnings);
          case GUARDIANS -> new GuardiansExport(file.name(), faults, warnings);
          case STAFF -> new StaffExport(file.name(), faults, warnings);
          case USERS, CLASSES, ENROLLMENTS, CLASS_LIST ->
              throw new IllegalStateException("no XML: " + source);
        };
    export.read(file);
    return export.part();
  }

  /** SIECLE's pupils and a list of them: whose silence would count? */
  private void refuseTwoOfAKind(List<Part> parts) {
    Map<RosterSource, Part> kinds = new EnumMap<>(RosterSource.class);
    for (Part part : parts) {
      Part same = kinds.putIfAbsent(part.kind(), part);
      Header header = part.header();
      if (same != null && header != null && same.header() != null) {
        faults.add(
            Fault.in(
                header.place().file(),
                null,
                null,
                "roster.same-export-twice",
                same.header().place().file()));
      }
    }
  }

  private static Refusal refusal(RosterFile file, String key) {
    return new Refusal(Refusal.Kind.INVALID, List.of(Fault.in(file.name(), null, null, key)));
  }
}
