package fr.jalons.evaluation.frameworks;

import fr.jalons.events.FrameworkEvent.Competency;
import fr.jalons.events.FrameworkEvent.RubricLevel;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The frameworks that come with Jalons, one file for each edition in {@code frameworks/}. */
@Component
public class ShippedFrameworks {
  private final List<Edition> editions;

  /** The content of one file. */
  public record Edition(
      String code,
      String edition,
      String title,
      List<RubricLevel> rubric,
      List<Competency> competencies) {}

  ShippedFrameworks(EventJson json) {
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver().getResources("classpath*:frameworks/*.json");
      editions = Arrays.stream(files).map(file -> read(file, json)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Edition read(Resource file, EventJson json) {
    try {
      return json.read(file.getContentAsString(StandardCharsets.UTF_8), Edition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest edition of each framework. */
  public Collection<Edition> newest() {
    return editions.stream()
        .collect(
            Collectors.toMap(
                Edition::code,
                edition -> edition,
                BinaryOperator.maxBy(Comparator.comparing(Edition::edition))))
        .values();
  }

  Edition edition(String framework, String edition) {
    List<Edition> known =
        editions.stream().filter(shipped -> shipped.code().equals(framework)).toList();
    if (known.isEmpty()) {
      throw Refusal.notFound("evaluation.framework-unknown");
    }
    return known.stream()
        .filter(shipped -> shipped.edition().equals(edition))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("edition", "evaluation.edition-unknown", framework));
  }
}
