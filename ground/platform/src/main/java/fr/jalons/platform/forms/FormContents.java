package fr.jalons.platform.forms;

import fr.jalons.platform.web.CommandShape;
import java.util.List;
import java.util.Map;

/** What stands now, for the form of a command that changes it. */
@FunctionalInterface
public interface FormContents {

  /**
   * The values that stand, by the name of the field. Names that are no field's are for {@link
   * Choices} alone. Empty if this bean knows nothing of the command.
   */
  Map<String, List<String>> standing(CommandShape shape, Map<String, String> address);
}
