package fr.jalons.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No code asks the machine which day it is: the application asks its clock, and a test says a day
 * that time does not reach. Between two time zones, it is not the same day.
 */
class TodayTest {
  private static final Path HOUSE = Path.of("..");
  private static final Pattern MACHINES_DAY =
      Pattern.compile(
          "\\b(Local(Date|Time|DateTime)|(Zoned|Offset)DateTime|Year(Month)?)\\.now\\(\\)");

  @Test
  void nobodyAsksForTheDayOfTheMachine() throws IOException {
    assertThat(sources().filter(TodayTest::asks)).isEmpty();
  }

  @Test
  void whoAsksIsSeen() {
    assertThat(MACHINES_DAY.matcher("day = LocalDate" + ".now();").find()).isTrue();
    assertThat(MACHINES_DAY.matcher("day = LocalDate" + ".now(clock);").find()).isFalse();
  }

  private static Stream<Path> sources() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(HOUSE)) {
      sources =
          files
              .filter(file -> file.toString().contains("/src/"))
              .filter(file -> file.toString().endsWith(".java"))
              .toList();
    }
    assertThat(sources).hasSizeGreaterThan(400);
    return sources.stream();
  }

  private static boolean asks(Path source) {
    try {
      return MACHINES_DAY.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
