package fr.jalons.indicators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A class on its own as those see it who see no students. */
public final class AsShown {
  private AsShown() {}

  public static List<IndicatorLine> of(List<IndicatorLine> lines, long members, long least) {
    Map<String, Set<Scope>> withheld = new HashMap<>();
    for (IndicatorLine line : lines) {
      Long people = line.people();
      if (people != null) {
        withheld.put(
            line.code(),
            Suppression.withheld(new Suppression.Cell(line.scope(), people, List.of()), least));
      }
    }
    return Suppression.of(lines, members, least, withheld);
  }
}
