package fr.jalons.platform.aspects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All indicators: the constants of type {@link Indicator} in the aspects there are. */
public final class Indicators {
  private final List<Indicator> all;

  public Indicators(Folds folds) {
    List<Indicator> found = new ArrayList<>();
    folds.all().forEach(fold -> found.addAll(fold.constants(Indicator.class)));
    found.sort(Comparator.comparing(Indicators::row).thenComparing(Indicator::code));
    this.all = List.copyOf(found);
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).code().equals(all.get(i - 1).code())) {
        throw new IllegalStateException(
            "The indicator %s is declared twice, in %s and %s: one of them must go."
                .formatted(
                    all.get(i).code(),
                    all.get(i - 1).aspect().getName(),
                    all.get(i).aspect().getName()));
      }
    }
  }

  private static int row(Indicator indicator) {
    String code = indicator.code();
    if (!code.matches("S[1-9][0-9]?(\\.[a-z]+)?")) {
      throw new IllegalStateException(
          "The indicator %s in %s is no row of the grid: call it S and the row's number."
              .formatted(code, indicator.aspect().getName()));
    }
    int point = code.indexOf('.');
    return Integer.parseInt(code.substring(1, point < 0 ? code.length() : point));
  }

  /** In the order of the grid. */
  public List<Indicator> all() {
    return all;
  }
}
