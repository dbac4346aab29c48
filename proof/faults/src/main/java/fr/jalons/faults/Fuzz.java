package fr.jalons.faults;

import fr.jalons.faults.fuzz.Campaign;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * Everything that a Jalons can be asked for, asked for well and badly, by all kinds of visitors.
 */
public final class Fuzz {
  private static final int CLIENTS = 16;

  /** From so many requests on, the time at the start is won back. */
  private static final int LONG = 10_000;

  private Fuzz() {}

  /** Arguments: how many requests, by default 100,000; and a seed, to repeat a run. */
  public static void main(String[] args) throws Exception {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime() & 0xffff_ffffL;
    run(requests, seed).exit();
  }

  /** Runs it against a demo school of its own and reports. */
  public static Report run(int requests, long seed) throws Exception {
    Path directory = Files.createTempDirectory("jalons-fuzz");
    try (JalonsProcess jalons = JalonsProcess.withDemo(directory).withJvm("-Xmx1g")) {
      if (requests > LONG) {
        jalons.withFullCompiler();
      }
      jalons.start();
      return new Campaign(jalons, seed).run(requests, CLIENTS);
    } finally {
      FileUtils.deleteDirectory(directory.toFile());
    }
  }
}
