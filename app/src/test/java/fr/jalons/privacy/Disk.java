package fr.jalons.privacy;

import fr.jalons.platform.testing.DataFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What stands in the files of a Jalons with its own database, whatever they are: pages, indexes,
 * catalogues, logs, the write-ahead log.
 */
record Disk(Path home) {
  /** The small letter of each character. */
  private static final byte[] SMALL = new byte[1 << 8];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = (byte) Character.toLowerCase(i);
    }
  }

  /** The files that hold one of these texts, in small letters, capitals or as it is. */
  List<String> filesWith(String... texts) {
    return DataFiles.under(home, bytes -> holds(bytes, texts)).stream()
        .map(Path::toString)
        .toList();
  }

  /** Bytes as a text that {@link #filesWith} finds: one character for each. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** All texts at once: a disk holds hundreds of megabytes, and texts are many. */
  private static boolean holds(byte[] bytes, String... texts) {
    List<byte[]> wanted = Stream.of(texts).map(Disk::small).toList();
    boolean[] begins = new boolean[1 << 16];
    wanted.forEach(text -> begins[pair(text, 0)] = true);
    for (int at = 0; at + 1 < bytes.length; at++) {
      if (begins[pair(bytes, at)]) {
        for (byte[] text : wanted) {
          if (holds(bytes, at, text)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean holds(byte[] bytes, int at, byte[] text) {
    if (at + text.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (SMALL[bytes[at + i] & 0xff] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static int pair(byte[] bytes, int at) {
    return (SMALL[bytes[at] & 0xff] & 0xff) << 8 | SMALL[bytes[at + 1] & 0xff] & 0xff;
  }

  private static byte[] small(String text) {
    byte[] bytes = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < 2) {
      throw new IllegalArgumentException("too short to be looked for: " + text);
    }
    return bytes;
  }
}
