package fr.jalons.faults;

import fr.jalons.platform.transparency.Checkpoint;
import fr.jalons.platform.transparency.CheckpointFiles;
import fr.jalons.platform.transparency.LogKey;
import fr.jalons.platform.transparency.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;

/** Verifies the log of a running Jalons from outside it, reading only. */
public final class Verify {
  private static final String ORIGIN = "jalons.localhost/log";

  private Verify() {}

  /**
   * Arguments: the directory of Jalons' data ({@code JALONS_DATA}); then, if an auditor has them, a
   * file with the verifier key and files with checkpoints. Without a key of one's own, what the
   * directory keeps must do.
   */
  public static void main(String[] args) throws IOException, SQLException {
    Path data =
        args.length == 0 ? Path.of(System.getProperty("user.home"), ".jalons") : Path.of(args[0]);
    List<Checkpoint> checkpoints = new ArrayList<>();
    Path kept = data.resolve("checkpoints/embedded");
    if (Files.exists(data.resolve("log.key")) || Files.exists(kept)) {
      checkpoints.addAll(
          new CheckpointFiles(kept, data.resolve("log.key"), ORIGIN, List.of()).evidence());
    }
    for (int i = 2; i < args.length; i++) {
      checkpoints.add(
          LogKey.ofVerifier(Files.readString(Path.of(args[1])))
              .open(Files.readString(Path.of(args[i]))));
    }
    verify(data, checkpoints).exit();
  }

  private static Report verify(Path data, List<Checkpoint> checkpoints)
      throws IOException, SQLException {
    Report report = new Report();
    long begun = System.nanoTime();
    try (Connection connection = connect(data)) {
      long size = Verification.size(connection);
      long[] checked = {0};
      OptionalLong broken =
          new Verification(checkpoints)
              .run(
                  connection,
                  now -> {
                    checked[0] = now;
                    if (now % 100_000 == 0) {
                      progress(now, size, begun);
                    }
                  });
      report.add("events", size, true);
      report.add("checkpoints compared", checkpoints.size(), true);
      report.add("events that hold", checked[0], checked[0] >= size);
      report.add(
          "first position that does not hold",
          broken.isPresent() ? broken.getAsLong() : "none",
          broken.isEmpty());
    }
    return report;
  }

  private static void progress(long checked, long of, long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    double rate = checked / seconds;
    System.out.printf(
        "%d of %d, %.0f events/s, %.0f s left%n",
        checked, of, rate, Math.max(0, of - checked) / Math.max(1, rate));
  }

  private static Connection connect(Path data) throws IOException, SQLException {
    Properties env = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("connection.env"))) {
      env.load(reader);
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                env.getProperty("PGHOST"),
                env.getProperty("PGPORT"),
                env.getProperty("PGDATABASE")),
        env.getProperty("PGUSER"),
        env.getProperty("PGPASSWORD"));
  }
}
