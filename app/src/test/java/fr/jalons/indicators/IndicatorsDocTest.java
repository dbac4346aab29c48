package fr.jalons.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * {@code docs/indicators.md} is generated from the code and the bundles; a stale copy fails. It
 * lists all rows of the grid, also those that nothing measures yet. To write it anew, run this test
 * with {@code -Djalons.docs=write}.
 */
class IndicatorsDocTest {
  private static final Path DOC = Path.of("../docs/indicators.md");
  private static final int ROWS = 48;

  private final Folds folds = Folds.onClassPath(ZoneOffset.UTC);
  private final List<Indicator> all = new Indicators(folds).all();

  @Test
  void theTableOfIndicatorsIsUpToDate() throws IOException {
    String expected = render();
    if ("write".equals(System.getProperty("jalons.docs"))) {
      Files.writeString(DOC, expected);
    }
    assertThat(Files.exists(DOC) ? Files.readString(DOC) : "").isEqualTo(expected);
  }

  @Test
  void everyIndicatorHasItsWordsInBothLanguages() throws IOException {
    for (boolean english : List.of(false, true)) {
      Properties words = words(english);
      for (Indicator one : all) {
        assertThat(words.stringPropertyNames())
            .contains("indicator." + one.code(), "indicator." + one.code() + ".formula");
      }
    }
  }

  private String render() throws IOException {
    Properties words = words(true);
    long open = rows().filter(row -> of(row).isEmpty()).count();
    StringBuilder doc =
        new StringBuilder(
            """
            # Indicators

            Generated from the code by `IndicatorsDocTest`; do not edit. Of the %d rows of the grid, %d are measured, %d are
            open. Each indicator is declared once, in the aspect that it measures.

            | row | indicator | formula | unit | version | scopes | aspect |
            |---|---|---|---|---|---|---|
            """
                .formatted(ROWS, ROWS - open, open));
    rows()
        .forEach(
            row -> {
              if (of(row).isEmpty()) {
                doc.append("| %s | open | | | | | |\n".formatted(row));
              }
              of(row).forEach(one -> doc.append(line(one, words)));
            });
    return doc.toString();
  }

  private static Stream<String> rows() {
    return IntStream.rangeClosed(1, ROWS).mapToObj(row -> "S" + row);
  }

  private List<Indicator> of(String row) {
    return all.stream()
        .filter(one -> one.code().equals(row) || one.code().startsWith(row + "."))
        .toList();
  }

  private String line(Indicator one, Properties words) {
    String of = folds.of(one.aspect()).of();
    return "| %s | %s | %s | %s | %d | %s | `%s` |\n"
        .formatted(
            one.code(),
            words.getProperty("indicator." + one.code()),
            words.getProperty("indicator." + one.code() + ".formula"),
            one.unit().name().toLowerCase(Locale.ROOT),
            one.version(),
            !one.isOfScopes() && of.equals(Tags.SCHOOL) ? "school" : "class, group, track, school",
            one.aspect().getSimpleName());
  }

  private static Properties words(boolean english) throws IOException {
    Properties words = new Properties();
    for (Resource bundle :
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:messages/*.properties")) {
      if (String.valueOf(bundle.getFilename()).endsWith("_en.properties") == english) {
        words.load(new InputStreamReader(bundle.getInputStream(), StandardCharsets.UTF_8));
      }
    }
    return words;
  }
}
