package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a ZIP archive, unpacked in memory. It is counted while it is unpacked, as an
 * archive may say anything about its own size; and its paths lead nowhere, as nothing is written.
 */
final class Archive {
  private static final int MEGABYTE = 1 << 20;
  private static final int MOST_MEGABYTES = 64;
  private static final int MOST_ENTRIES = 200;
  private static final int END = 0x06054b50;
  private static final int COUNT_IN_END = 10;
  private static final int SHORTEST_END = 22;
  private static final int LONGEST_END = SHORTEST_END + 0xFFFF;
  private static final Pattern OUTSIDE = Pattern.compile("/.*|[A-Za-z]:.*|(.*/)?\\.\\.(/.*)?");

  private final RosterFile file;
  private final List<Entry> entries = new ArrayList<>();
  private int seen;
  private int unpacked;

  /**
   * One file of the archive.
   *
   * @param path with slashes, as the archive has it
   */
  record Entry(String path, byte[] content) {
    /** Whether this is a file of a system, which put it there unasked. */
    boolean isLitter() {
      return path.startsWith("__MACOSX/")
          || path.substring(path.lastIndexOf('/') + 1).startsWith(".")
          || path.toLowerCase(Locale.ROOT).endsWith("thumbs.db");
    }
  }

  private Archive(RosterFile file) {
    this.file = file;
  }

  /** Whether this begins as archives do, and workbooks with them. */
  static boolean isOne(RosterFile file) {
    return file.startsWith('P', 'K', 3, 4) || file.startsWith('P', 'K', 5, 6);
  }

  /** The files of an archive. */
  static List<Entry> unpack(RosterFile file) {
    file.requireSize();
    return new Archive(file).read();
  }

  private List<Entry> read() {
    // Names are shown only; in this table, any byte is a letter.
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(file.bytes()), StandardCharsets.ISO_8859_1)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String path = entry.getName().replace('\\', '/');
        if (entries.size() >= MOST_ENTRIES) {
          throw refusal(null, "roster.zip-entries", MOST_ENTRIES);
        }
        if (OUTSIDE.matcher(path).matches()) {
          throw refusal(path, "roster.zip-path");
        }
        byte[] content = content(zip, path);
        seen++;
        if (!entry.isDirectory()) {
          entries.add(new Entry(path, content));
        }
      }
      if (seen != listed()) {
        throw refusal(null, "roster.zip-damaged");
      }
      return List.copyOf(entries);
    } catch (IOException | IllegalArgumentException e) {
      throw refusal(null, "roster.zip-damaged");
    }
  }

  /** How many entries its table of contents has, at the end: what is cut off has none. */
  private int listed() {
    ByteBuffer content = file.content().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int earliest = Math.max(0, file.size() - LONGEST_END);
    for (int at = file.size() - SHORTEST_END; at >= earliest; at--) {
      if (content.getInt(at) == END) {
        return content.getShort(at + COUNT_IN_END) & 0xFFFF;
      }
    }
    return -1;
  }

  private byte[] content(ZipInputStream zip, String path) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] piece = new byte[1 << 13];
    for (int read = zip.read(piece); read >= 0; read = zip.read(piece)) {
      unpacked += read;
      if (unpacked > MOST_MEGABYTES * MEGABYTE) {
        throw refusal(path, "roster.zip-bomb", MOST_MEGABYTES);
      }
      content.write(piece, 0, read);
    }
    return content.toByteArray();
  }

  private Refusal refusal(@Nullable String path, String key, Object... args) {
    String name = path == null ? file.name() : file.inside(path, new byte[0]).name();
    return new Refusal(Refusal.Kind.INVALID, List.of(Fault.in(name, null, null, key, args)));
  }
}
