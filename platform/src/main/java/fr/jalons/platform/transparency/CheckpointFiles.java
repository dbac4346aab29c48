package fr.jalons.platform.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key of a log and the checkpoints signed with it: files, out of reach of the database. */
public final class CheckpointFiles {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);

  private final Path directory;
  private final LogKey key;

  /**
   * @param directory where checkpoints are kept
   * @param keyFile holds the key; made if it does not exist
   * @param origin name of the log
   */
  public CheckpointFiles(Path directory, Path keyFile, String origin) {
    this.directory = directory;
    this.key = readOrMake(keyFile, origin);
  }

  private static LogKey readOrMake(Path file, String origin) {
    try {
      if (Files.notExists(file)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh =
            Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "log-key",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, LogKey.generate(origin).encoded());
        try {
          Files.createLink(file, fresh); // of two nodes that start at once, one makes the key
        } catch (FileAlreadyExistsException e) {
          // the other was faster
        } finally {
          Files.delete(fresh);
        }
      }
      return LogKey.decode(origin, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The key of the log cannot be read or made.", e);
    }
  }

  public LogKey key() {
    return key;
  }

  /** Keeps a checkpoint; the first of a size stays. */
  void keep(Checkpoint checkpoint, String note) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("%018d.txt".formatted(checkpoint.size()));
      if (Files.notExists(file)) {
        Path fresh = Files.writeString(directory.resolve(file.getFileName() + ".new"), note);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A checkpoint could not be kept.", e);
    }
  }

  /**
   * All that were kept and bear the key's signature, smallest first; also those of a time when the
   * log had another name. What a power cut or somebody else has left there hides none of them.
   */
  public List<Checkpoint> kept() {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .map(this::read)
          .flatMap(Optional::stream)
          .sorted(Comparator.comparingLong(Checkpoint::size))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoints cannot be read.", e);
    }
  }

  private Optional<Checkpoint> read(Path file) {
    try {
      String note = Files.readString(file);
      return Optional.of(key.named(note.lines().findFirst().orElse("")).open(note));
    } catch (IllegalArgumentException | MalformedInputException e) {
      LOG.warn("{} is no checkpoint signed with the key of this log: {}", file, e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
