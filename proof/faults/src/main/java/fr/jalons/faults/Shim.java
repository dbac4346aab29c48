package fr.jalons.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** Makes the disk slow and the clock wrong for the programs it is preloaded into. */
final class Shim {
  private final Path library;
  private final Path settings;

  private Shim(Path library, Path settings) {
    this.library = library;
    this.settings = settings;
  }

  /** Compiles it; throws where there is no C compiler. */
  static Shim build(Path directory) throws IOException, InterruptedException {
    Path source = directory.resolve("shim.c");
    Path library = directory.resolve("shim.so");
    try (InputStream in = Shim.class.getResourceAsStream("/shim.c")) {
      Files.write(source, Objects.requireNonNull(in).readAllBytes());
    }
    Process compiler =
        new ProcessBuilder(
                "gcc",
                "-O2",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                source.toString(),
                "-ldl")
            .inheritIO()
            .start();
    if (compiler.waitFor() != 0) {
      throw new IOException("the shim does not compile");
    }
    Shim shim = new Shim(library, directory.resolve("settings"));
    shim.set(Duration.ZERO, Duration.ZERO);
    return shim;
  }

  /** Where nothing is wrong yet. */
  JalonsProcess preloadedInto(JalonsProcess jalons) {
    return jalons.with("LD_PRELOAD", library.toString()).with("SHIM_SETTINGS", settings.toString());
  }

  /** From now on each flush takes longer, and the time of day is off. */
  void set(Duration flush, Duration clock) throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
    numbers.putLong(flush.toMillis()).putLong(clock.toSeconds());
    if (Files.notExists(settings)) {
      Files.write(settings, numbers.array());
    } else {
      try (var file =
          java.nio.channels.FileChannel.open(settings, java.nio.file.StandardOpenOption.WRITE)) {
        file.write(numbers.flip(), 0); // in place: the file is mapped
      }
    }
  }
}
