package fr.jalons.school.roster;

import fr.jalons.marks.NameFinder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something odd that does not stand in the way of an import. It is kept in the event log, so it
 * names the kind of file rather than the file, which its owner may have named after a person.
 *
 * @param line from 1; 0 where it concerns the file as a whole
 * @param args codes and numbers
 */
public record Warning(RosterSource source, int line, String key, List<String> args) {
  // Cannot stand in a code: the reader turns all blanks into spaces.
  private static final String SEPARATOR = "\t";
  private static final String LEFT_OUT = "…";

  static Warning at(RosterSource source, int line, String key, String... args) {
    return new Warning(source, line, key, List.of(args));
  }

  /**
   * One line that {@link #parse} reads: the form in which the event log keeps it. What holds the
   * name of one of these people is left out.
   */
  public String code(NameFinder names) {
    Stream<String> head = Stream.of(source.name(), Integer.toString(line), key);
    Stream<String> tail = args.stream().map(arg -> names.finds(arg) ? LEFT_OUT : arg);
    return Stream.concat(head, tail).collect(Collectors.joining(SEPARATOR));
  }

  /** Reads what {@link #code} wrote. */
  public static Warning parse(String code) {
    String[] parts = code.split(SEPARATOR, -1);
    return new Warning(
        RosterSource.valueOf(parts[0]),
        Integer.parseInt(parts[1]),
        parts[2],
        List.of(parts).subList(3, parts.length));
  }
}
