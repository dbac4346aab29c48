package fr.jalons.school.importroster;

import fr.jalons.school.roster.RosterFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** The files of a request. */
final class Uploads {
  private Uploads() {}

  static List<RosterFile> of(@Nullable List<MultipartFile> parts) {
    return Objects.requireNonNullElse(parts, List.<MultipartFile>of()).stream()
        .filter(Uploads::chosen)
        .map(Uploads::file)
        .toList();
  }

  /** A browser sends an empty part where no file was chosen. */
  private static boolean chosen(MultipartFile file) {
    return !file.isEmpty() || !String.valueOf(file.getOriginalFilename()).isBlank();
  }

  private static RosterFile file(MultipartFile file) {
    try {
      return RosterFile.of(String.valueOf(file.getOriginalFilename()), file.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
