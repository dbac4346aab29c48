package fr.jalons.platform.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that opens an embedded database and holds it until it is killed. */
final class DatabaseHolder {
  private static final String READY = "ready";

  private DatabaseHolder() {}

  public static void main(String[] args) throws InterruptedException {
    EmbeddedDatabase.open(Path.of(args[0]), Path.of(args[1]));
    System.out.println(READY);
    new CountDownLatch(1).await();
  }

  /** Returns once the other process holds the database. */
  static Process start(Path home, Path cache) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseHolder.class.getName(),
                home.toString(),
                cache.toString())
            .redirectErrorStream(true)
            .start();
    String line = process.inputReader().readLine();
    if (!READY.equals(line)) {
      throw new IOException("The holder said " + line);
    }
    return process;
  }
}
