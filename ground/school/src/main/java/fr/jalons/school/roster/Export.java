package fr.jalons.school.roster;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One file of a known kind, read. */
abstract sealed class Export permits StudentsExport, GuardiansExport, StaffExport {
  private final RosterSource source;
  private final String file;
  private final Faults faults;
  private @Nullable Header header;

  Export(RosterSource source, String file, Faults faults) {
    this.source = source;
    this.file = file;
    this.faults = faults;
  }

  /** What to do with each piece of the file, by its path. */
  abstract Map<String, Consumer<XmlElement>> pieces();

  /** Looks at what was read as a whole. */
  abstract void complete();

  abstract boolean tellsNothing();

  /** All of it, once it is read. */
  abstract Part part();

  final void read(XmlFile xml) {
    Map<String, Consumer<XmlElement>> pieces = new HashMap<>(pieces());
    pieces.put("PARAMETRES", element -> header = Header.of(fields(element)));
    int root = xml.line();
    xml.read(pieces);
    complete();
    if (header == null || tellsNothing()) {
      String key = header == null ? "roster.no-parameters" : "roster.tells-nothing";
      faults.add(new Place(file, source, root).fault(source.root(), key));
    }
  }

  final @Nullable Header header() {
    return header;
  }

  final Fields fields(XmlElement element) {
    return new Fields(element, file, source, faults);
  }
}
