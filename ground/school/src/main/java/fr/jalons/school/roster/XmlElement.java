package fr.jalons.school.roster;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One element with all that stands in it: a pupil, a class, never a whole file.
 *
 * @param name without namespace
 * @param text its own text, without needless blanks
 */
record XmlElement(
    String name, int line, Map<String, String> attributes, String text, List<XmlElement> children) {

  @Nullable XmlElement child(String wanted) {
    return all(wanted).findFirst().orElse(null);
  }

  /** The elements at a path below this one: {@code PROFS_PRINC/PROF_PRINC}. */
  Stream<XmlElement> all(String path) {
    int slash = path.indexOf('/');
    String step = slash < 0 ? path : path.substring(0, slash);
    Stream<XmlElement> found = children.stream().filter(child -> child.name.equals(step));
    return slash < 0 ? found : found.flatMap(child -> child.all(path.substring(slash + 1)));
  }
}
