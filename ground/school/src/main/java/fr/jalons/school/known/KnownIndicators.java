package fr.jalons.school.known;

import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.util.function.SingletonSupplier;

/** The indicators that there are, for decisions that name one. */
public final class KnownIndicators {
  /** Settings change what is measured, and not what there is to measure. */
  private static final SingletonSupplier<Known> KNOWN =
      SingletonSupplier.of(
          () -> {
            Folds folds = Folds.onClassPath(ZoneOffset.UTC);
            return new Known(folds, new Indicators(folds).all());
          });

  private record Known(Folds folds, List<Indicator> all) {}

  private KnownIndicators() {}

  /** In the order of the grid. */
  public static List<Indicator> all() {
    return KNOWN.obtain().all;
  }

  public static Optional<Indicator> find(String code) {
    return all().stream().filter(one -> one.code().equals(code)).findFirst();
  }

  /** Whether it is measured of schools and nothing smaller. */
  public static boolean isOfSchoolsOnly(Indicator indicator) {
    return !indicator.isOfScopes()
        && KNOWN.obtain().folds.of(indicator.aspect()).of().equals(Tags.SCHOOL);
  }
}
