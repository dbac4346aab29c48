package fr.jalons.platform.forms;

import fr.jalons.platform.forms.Choices.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field as a page shows it.
 *
 * @param name of the parameter
 * @param label key of its label
 * @param choices what can be chosen; empty for other kinds
 * @param values what was entered
 * @param rows for a table, one line a choice, with its own fields
 * @param error why it is refused
 */
public record FormField(
    String name,
    String label,
    Kind kind,
    boolean required,
    @Nullable Integer maxLength,
    List<Choice> choices,
    List<String> values,
    List<Row> rows,
    @Nullable String error) {

  /** How it is entered. */
  public enum Kind {
    TEXT,
    LONG_TEXT,
    /** Several texts, one a line. */
    LINES,
    DAY,
    MOMENT,
    NUMBER,
    YES_NO,
    ONE_OF,
    SOME_OF,
    TABLE
  }

  /**
   * One line of a table: what it is about, and its fields.
   *
   * @param name of the parameter that says what it is about; null for a line that is written
   */
  public record Row(@Nullable String name, Choice about, List<FormField> fields) {}

  /** The one value; empty if nothing was entered. */
  public String value() {
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** What was entered, one a line. */
  public String lines() {
    return String.join("\n", values);
  }

  /** A name that can stand in an attribute {@code id}. */
  public String id() {
    return "field-" + name.replaceAll("[^A-Za-z0-9]+", "-");
  }
}
