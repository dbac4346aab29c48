package fr.jalons.platform.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs of one PostgreSQL version, ready to run. */
record PostgresPrograms(Path directory) {
  private static final String UNSHARE = "unshare";

  /** Tells builds apart: part of what must match before a running server is adopted. */
  String fingerprint() {
    return String.valueOf(directory.getFileName());
  }

  /** Runs one program to its end; what it printed becomes the message if it fails. */
  void run(String program, List<String> arguments, String input) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(program, arguments));
    builder.redirectErrorStream(true);
    // PGDATA, PGPORT and the like of the administrator's shell mean another server.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    Process process = builder.start();
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            output.startsWith(UNSHARE)
                ? "PostgreSQL does not run as root, and this root may not disguise it: run Jalons as an ordinary user, or set SPRING_DATASOURCE_URL."
                : program + " failed: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(program + " was interrupted", e);
    }
  }

  private List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (new UnixSystem().getUid() == 0) {
      // PostgreSQL refuses to run as root; in a user namespace it is nobody, yet owns its files.
      command.addAll(List.of(UNSHARE, "--user"));
    }
    command.add(directory.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }
}
