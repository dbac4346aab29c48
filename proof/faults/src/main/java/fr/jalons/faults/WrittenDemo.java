package fr.jalons.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;

/** The demonstration school, written once for all that begin with it in one virtual machine. */
final class WrittenDemo {
  private static @Nullable Path directory;

  private WrittenDemo() {}

  /** Puts its data into a directory that does not exist yet. */
  static void copyTo(Path data) throws IOException {
    try {
      // It keeps permissions: PostgreSQL refuses a directory that others can read.
      Process copy =
          new ProcessBuilder("cp", "-a", written().toString(), data.toString()).inheritIO().start();
      if (copy.waitFor() != 0) {
        throw new IOException("the demonstration was not copied to " + data);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static synchronized Path written() throws IOException {
    if (directory == null) {
      Path made = Files.createTempDirectory("jalons-demo");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(made.toFile())));
      write(made);
      directory = made;
    }
    return directory.resolve("data");
  }

  private static void write(Path made) throws IOException {
    try (JalonsProcess jalons = new JalonsProcess(made, true)) {
      jalons.start();
      if (!jalons.serverLog().contains(" commands, 0 refused")) {
        throw new IllegalStateException("The demonstration was refused:\n" + jalons.serverLog());
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
