package fr.jalons.platform.forms;

import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;

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
   */
  record Choice(String value, String label) {}

  /**
   * Whether it offers values for a component.
   *
   * @param type of the component, or of what its list holds
   */
  boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type);

  /**
   * What whoever asks may choose.
   *
   * @param address the variables of the form's address
   */
  List<Choice> offered(Map<String, String> address);
}
