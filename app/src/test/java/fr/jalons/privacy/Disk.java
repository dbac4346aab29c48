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

  private static boolean holds(byte[] bytes, String... texts) {
    String content = text(bytes).toLowerCase(Locale.ROOT);
    return Stream.of(texts).anyMatch(text -> content.contains(text.toLowerCase(Locale.ROOT)));
  }
}
