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
 * @param page of the school on which it stands; empty for what is no school's
 * @param onClasses whether classes show what concerns them
 * @param withdrawn entries that were taken back: they are in no view and no figure
 */
public record Part(
    String name,
    String column,
    String template,
    String page,
    boolean onClasses,
    @Nullable Object view,
    List<Figure> figures,
    List<Withdrawn> withdrawn) {
  private static final List<String> COLUMNS = List.of("plan", "do", "check");

  /** The same with another view. */
  public Part showing(Object other) {
    return new Part(name, column, template, page, onClasses, other, figures, withdrawn);
  }

  /** The same without entries that are {@link NotForFamilies}. */
  public Part forFamilies() {
    return new Part(
        name,
        column,
        template,
        page,
        onClasses,
        view instanceof List<?> all ? all.stream().filter(Part::isTold).toList() : view,
        figures,
        withdrawn.stream().filter(gone -> isTold(gone.entry())).toList());
  }

  private static boolean isTold(@Nullable Object entry) {
    return !(entry instanceof NotForFamilies one && one.isWithheld());
  }

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
