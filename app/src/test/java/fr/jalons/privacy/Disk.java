package fr.jalons.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    try (Stream<Path> files = Stream.concat(Files.walk(home.resolve("data")), Files.list(home))) {
      List<String> found = new ArrayList<>();
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                if (holds(file, texts)) {
                  found.add(home.relativize(file).toString());
                }
              });
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes as a text that {@link #filesWith} finds: one character for each. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static boolean holds(Path file, String... texts) {
    try {
      String bytes = text(Files.readAllBytes(file)).toLowerCase(Locale.ROOT);
      return Stream.of(texts).anyMatch(text -> bytes.contains(text.toLowerCase(Locale.ROOT)));
    } catch (NoSuchFileException e) {
      return false; // the server has just removed it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
