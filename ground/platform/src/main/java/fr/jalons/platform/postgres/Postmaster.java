package fr.jalons.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What {@code postmaster.pid} says about the server that holds, or once held, a data directory.
 * After a crash its number may belong to any other process, so it is believed only when that
 * process names the directory on its command line.
 */
record Postmaster(long pid, Path data) {

  static Optional<Postmaster> named(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return Optional.of(new Postmaster(Long.parseLong(lines.getFirst().strip()), data));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  boolean serves() {
    return arguments().map(all -> all.contains(data.toString())).orElse(false);
  }

  /**
   * Its number now belongs to some other process. PostgreSQL would take that for a live server and
   * refuse to start: likely in a container, where the same few numbers come back.
   */
  boolean impersonated() {
    return arguments().map(all -> !all.contains(data.toString())).orElse(false);
  }

  /**
   * Waits until its process is gone.
   *
   * @throws IOException if it is still there after so long
   */
  void awaitEnd(Duration atMost) throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty() || !serves()) {
      return;
    }
    try {
      process.get().onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("Its process " + pid + " does not end.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<List<String>> arguments() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().arguments())
        .map(Arrays::asList);
  }
}
