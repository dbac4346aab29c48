package fr.jalons.platform.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key of a log and the checkpoints signed with it: files, out of reach of the database. A key
 * is made only where no checkpoint is kept: otherwise a deleted key would make the log forget what
 * it has signed.
 */
public final class CheckpointFiles {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
  private static final Pattern NAME = Pattern.compile("(\\d{18})\\.txt");

  private final Path directory;
  private final LogKey key;
  private final List<LogKey> replaced;

  /**
   * @param directory where checkpoints are kept
   * @param keyFile holds the key; made if neither it nor any checkpoint exists
   * @param origin name of the log
   * @param replaced verifiers of keys that signed this log before, and are lost
   * @throws LogKeyException if the key is missing, or is not the one that signed the checkpoints
   */
  public CheckpointFiles(Path directory, Path keyFile, String origin, List<String> replaced) {
    this.directory = directory;
    this.replaced = replaced.stream().map(LogKey::ofVerifier).toList();
    this.key = readOrMake(keyFile, origin);
    refuseCheckpointsOfAnotherKey(keyFile);
  }

  private LogKey readOrMake(Path file, String origin) {
    try {
      if (Files.notExists(file)) {
        if (!files().isEmpty() && replaced.isEmpty()) {
          throw new LogKeyException(
              "The key of the log, %s, is missing, and %s holds checkpoints signed with it. Put it back, or name its file with JALONS_LOG_KEY. If it is lost, name its verifier in JALONS_LOG_KEY_REPLACES: a new key is made then."
                  .formatted(file, directory),
              null);
        }
        make(file, origin);
      }
      return LogKey.decode(origin, Files.readString(file));
    } catch (IOException e) {
      throw new LogKeyException(
          "The key of the log, %s, cannot be read or made.".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new LogKeyException("%s is not the key of a log.".formatted(file), e);
    }
  }

  private static void make(Path file, String origin) throws IOException {
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
      LOG.debug("{} is there already", file);
    } finally {
      Files.delete(fresh);
    }
  }

  private void refuseCheckpointsOfAnotherKey(Path keyFile) {
    for (Path file : files()) {
      if (checkpoint(file).isEmpty() && isSignedNote(file)) {
        throw new LogKeyException(
            "%s is signed with another key than %s. Put that key back, or name its file with JALONS_LOG_KEY. If it is lost, name its verifier in JALONS_LOG_KEY_REPLACES."
                .formatted(file, keyFile),
            null);
      }
    }
  }

  public LogKey key() {
    return key;
  }

  /** Keeps a checkpoint; the first of a size stays. It is on disk before its name is. */
  void keep(Checkpoint checkpoint, String note) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("%018d.txt".formatted(checkpoint.size()));
      if (Files.notExists(file)) {
        Path fresh = directory.resolve(file.getFileName() + ".new");
        try (FileChannel out =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
          out.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)));
          out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A checkpoint could not be kept.", e);
    }
  }

  /**
   * All that were kept and bear the key's signature, smallest first; also those of a time when the
   * log had another name or key. An unreadable file hides no other.
   */
  public List<Checkpoint> kept() {
    return files().stream().map(this::checkpoint).flatMap(Optional::stream).toList();
  }

  /**
   * What a verified log has to agree with: all that is kept. A file that cannot be verified stands
   * for a checkpoint that no log agrees with, so that damaging one does not make it go away.
   */
  public List<Checkpoint> evidence() {
    List<Checkpoint> evidence = new ArrayList<>();
    for (Path file : files()) {
      evidence.add(checkpoint(file).orElseGet(() -> Checkpoint.unverifiable(size(file))));
    }
    return evidence;
  }

  /** The files of checkpoints, smallest first. */
  private List<Path> files() {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparing(Path::getFileName))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoints cannot be read.", e);
    }
  }

  private static long size(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(0, 18));
  }

  private Optional<Checkpoint> checkpoint(Path file) {
    String note = content(file);
    String name = note.lines().findFirst().orElse("");
    for (LogKey signer : Stream.concat(Stream.of(key), replaced.stream()).toList()) {
      try {
        Checkpoint checkpoint = signer.named(name).open(note);
        if (checkpoint.size() == size(file)) {
          return Optional.of(checkpoint);
        }
      } catch (IllegalArgumentException e) {
        LOG.debug("{} does not bear the signature of {}", file, signer.name());
      }
    }
    LOG.warn("{} is no checkpoint of that size signed with the key of this log", file);
    return Optional.empty();
  }

  private static boolean isSignedNote(Path file) {
    return LogKey.isSigned(content(file));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
