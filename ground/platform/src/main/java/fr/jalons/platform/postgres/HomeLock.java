package fr.jalons.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one process the only user of a data directory. The operating system drops the lock when the
 * process ends, however it ends, so there is never a stale one to remove by hand.
 */
final class HomeLock implements AutoCloseable {
  /** Closing any handle on a locked file drops the whole process's lock: never open it twice. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path home;
  private final FileChannel file;

  private HomeLock(Path home, FileChannel file) {
    this.home = home;
    this.file = file;
  }

  static HomeLock take(Path home) throws IOException {
    if (!HELD_HERE.add(home)) {
      throw refusal(home, String.valueOf(ProcessHandle.current().pid()));
    }
    FileChannel file =
        FileChannel.open(
            home.resolve("jalons.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (file.tryLock() == null) {
      file.close();
      HELD_HERE.remove(home);
      throw refusal(home, Files.readString(home.resolve("jalons.lock")).strip());
    }
    file.truncate(0);
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    file.write(ByteBuffer.wrap(pid));
    return new HomeLock(home, file);
  }

  private static EmbeddedDatabaseException refusal(Path home, String pid) {
    return new EmbeddedDatabaseException(
        "Another Jalons (process %s) is using %s. Stop it first, or give this one a directory of its own in JALONS_DATA."
            .formatted(pid, home),
        null);
  }

  @Override
  public void close() throws IOException {
    file.close();
    HELD_HERE.remove(home);
  }
}
