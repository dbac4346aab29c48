package fr.jalons.platform.forms;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells in words what a form is about: the name of the student in its address, for example. */
@FunctionalInterface
public interface FormTitles {

  /** Null if the address names nothing that this bean knows. */
  @Nullable String subject(Map<String, String> address);
}
