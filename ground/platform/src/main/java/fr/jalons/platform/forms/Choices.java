package fr.jalons.platform.forms;

import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The known things that a form offers by name where a command has an identifier or code. A
 * component of an identifier that no bean offers is left out of the form.
 */
public interface Choices {

  /**
   * One thing to choose.
   *
   * @param value what the command has: an identifier or code as text
   * @param label its name
   * @param about the student that the label tells of; null if it is none, or is the value
   */
  record Choice(String value, String label, @Nullable UUID about) {
    public Choice(String value, String label) {
      this(value, label, null);
    }
  }

  /**
   * Whether it offers values for a component.
   *
   * @param type of the component, or of what its list holds
   */
  boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type);

  /**
   * What the caller may choose.
   *
   * @param part the component that would have what is chosen
   * @param known the variables of the form's address, and what its fields hold
   */
  List<Choice> offered(CommandShape.Part part, Map<String, String> known);
}
