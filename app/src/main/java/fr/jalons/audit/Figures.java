package fr.jalons.audit;

import fr.jalons.followup.ClassFollowUps;
import fr.jalons.followup.StudentView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state in a few figures, so that one sees what an event has changed. */
final class Figures {
  private Figures() {}

  /**
   * One figure.
   *
   * @param key of its name in the bundles
   * @param before null if it is as it was
   */
  record Line(String key, @Nullable String before, String value) {}

  static Map<String, String> of(StudentView view) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put(
        "audit.memberships",
        Long.toString(view.memberships().stream().filter(m -> m.until() == null).count()));
    figures.put("audit.needs-open", Integer.toString(view.needs().open().size()));
    figures.put("audit.needs-closed", Integer.toString(view.needs().closed().size()));
    figures.put("audit.planned", Integer.toString(view.sessions().planned()));
    figures.put("audit.attended", view.sessions().attended() + " / " + view.sessions().offered());
    figures.put("audit.rate", percent(view.sessions().attendanceRate()));
    figures.put("audit.competencies", Integer.toString(view.competencies().size()));
    figures.put("audit.interviews", Integer.toString(view.interviews().size()));
    figures.put("audit.positionings", Integer.toString(view.positionings().size()));
    figures.put("audit.surveys", Integer.toString(view.surveysAnswered().size()));
    return figures;
  }

  static Map<String, String> of(ClassFollowUps.View view) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("audit.students", Integer.toString(view.students().size()));
    view.indicators()
        .forEach(
            indicator ->
                figures.put(
                    "indicator." + indicator.code(),
                    "%s (%d / %d)"
                        .formatted(
                            percent(indicator.value()),
                            indicator.numerator(),
                            indicator.denominator())));
    return figures;
  }

  private static String percent(@Nullable Double rate) {
    return rate == null ? "∅" : String.format(Locale.FRENCH, "%.1f %%", 100 * rate);
  }

  static List<Line> lines(Map<String, String> before, Map<String, String> after) {
    return after.entrySet().stream()
        .map(
            figure -> {
              String was = before.get(figure.getKey());
              boolean same = figure.getValue().equals(was);
              return new Line(figure.getKey(), same ? null : was, figure.getValue());
            })
        .toList();
  }
}
