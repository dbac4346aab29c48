package fr.jalons.platform.aspects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One aspect of a subject as readers get it.
 *
 * @param name of the aspect
 * @param column plan, do or check
 * @param template with its section
 * @param withdrawn entries that were taken back: they are in no view and no figure
 */
public record Part(
    String name,
    String column,
    String template,
    @Nullable Object view,
    List<Figure> figures,
    List<Withdrawn> withdrawn) {
  private static final List<String> COLUMNS = List.of("plan", "do", "check");

  /** Parts under the columns of the grid; a column without any is left out. */
  public static SequencedMap<String, List<Part>> byColumn(List<Part> parts) {
    SequencedMap<String, List<Part>> sections = new LinkedHashMap<>();
    for (String column : COLUMNS) {
      List<Part> found = parts.stream().filter(part -> part.column().equals(column)).toList();
      if (!found.isEmpty()) {
        sections.put(column, found);
      }
    }
    return sections;
  }
}
