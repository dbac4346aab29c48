package fr.jalons.evaluation.write;

import fr.jalons.events.EvaluationEvent.FrameworkAdopted;
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
  private static final Comparator<FrameworkAdopted> BY_EDITION =
      Comparator.comparing(FrameworkAdopted::edition);

  private final List<FrameworkAdopted> editions;

  ShippedFrameworks(EventJson json) {
    try {
      Resource[] files =
          new PathMatchingResourcePatternResolver().getResources("classpath*:frameworks/*.json");
      editions = Arrays.stream(files).map(file -> read(file, json)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FrameworkAdopted read(Resource file, EventJson json) {
    try {
      return json.read(file.getContentAsString(StandardCharsets.UTF_8), FrameworkAdopted.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest edition of each framework. */
  public Collection<FrameworkAdopted> newest() {
    return editions.stream()
        .collect(
            Collectors.toMap(
                FrameworkAdopted::framework, edition -> edition, BinaryOperator.maxBy(BY_EDITION)))
        .values();
  }

  FrameworkAdopted edition(String framework, String edition) {
    List<FrameworkAdopted> known =
        editions.stream().filter(shipped -> shipped.framework().equals(framework)).toList();
    if (known.isEmpty()) {
      throw Refusal.notFound("evaluation.framework-unknown");
    }
    return known.stream()
        .filter(shipped -> shipped.edition().equals(edition))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("edition", "evaluation.edition-unknown", framework));
  }
}
