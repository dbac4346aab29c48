package fr.jalons.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/asvs.md may only claim what is there. */
class AsvsDocTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| (V\\d+\\.\\d+\\.\\d+) \\| [123] \\| ([^|]*) \\| ([^|]*) \\|$");

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Set<String> there;
    try (Stream<Path> files = Files.walk(ROOT)) {
      there =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    List<String> named = TEST.matcher(document()).results().map(m -> m.group(1)).toList();
    assertThat(named).hasSizeGreaterThan(100);
    assertThat(there).containsAll(named);
  }

  @Test
  void everyRequirementStandsThereOnceWithItsEvidence() throws IOException {
    List<MatchResult> lines = LINE.matcher(document()).results().toList();
    assertThat(lines).hasSize((int) document().lines().filter(l -> l.startsWith("| V")).count());
    assertThat(lines.stream().map(line -> line.group(1))).doesNotHaveDuplicates().hasSize(283);
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.group(2)).isNotBlank())
        .allSatisfy(line -> assertThat(line.group(3)).isNotBlank());
    assertThat(document())
        .contains(
            "Of %d lines, %d are\nnot applicable and %d have something open."
                .formatted(
                    lines.size(),
                    lines.stream().filter(l -> l.group(3).startsWith("not applicable")).count(),
                    lines.stream().filter(l -> l.group(3).contains("open:")).count()));
  }

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/asvs.md"));
  }
}
