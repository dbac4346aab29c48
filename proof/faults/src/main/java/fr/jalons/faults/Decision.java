package fr.jalons.faults;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked of the log and was told. A line of text in the journals of long runs.
 *
 * @param marker null for an unconditional append
 * @param seen the events it was shown before it decided; null if it did not look
 * @param acknowledged position of its last event; null if it was rejected
 * @param headAfter end of the log right after the answer came
 */
public record Decision(
    @Nullable Long marker,
    @Nullable Seen seen,
    List<Alternative> criteria,
    List<UUID> events,
    @Nullable Long acknowledged,
    long headAfter) {

  /** An alternative of a condition: all tags and one of the types (any, if empty). */
  public record Alternative(List<String> tags, List<String> types) {}

  /** Events in their order, as their number and a digest of their identifiers. */
  public record Seen(int count, long digest) {
    static Seen of(Stream<UUID> ids) {
      int count = 0;
      long digest = 0;
      for (Iterator<UUID> each = ids.iterator(); each.hasNext(); count++) {
        UUID id = each.next();
        digest = digest * 31 + (id.getMostSignificantBits() ^ id.getLeastSignificantBits());
      }
      return new Seen(count, digest);
    }
  }

  String line() {
    return String.join(
        "\t",
        String.valueOf(marker),
        seen == null ? "null" : seen.count() + "," + seen.digest(),
        criteria.stream()
            .map(one -> String.join(",", one.tags()) + "/" + String.join(",", one.types()))
            .collect(Collectors.joining(";")),
        events.stream().map(UUID::toString).collect(Collectors.joining(",")),
        String.valueOf(acknowledged),
        String.valueOf(headAfter));
  }

  static Decision parse(String line) {
    String[] parts = line.split("\t", -1);
    return new Decision(
        number(parts[0]),
        parts[1].equals("null") ? null : seen(parts[1]),
        parts[2].isEmpty()
            ? List.of()
            : Arrays.stream(parts[2].split(";", -1)).map(Decision::alternative).toList(),
        list(parts[3]).stream().map(UUID::fromString).toList(),
        number(parts[4]),
        Long.parseLong(parts[5]));
  }

  private static @Nullable Long number(String text) {
    return text.equals("null") ? null : Long.valueOf(text);
  }

  private static Seen seen(String text) {
    List<String> parts = list(text);
    return new Seen(Integer.parseInt(parts.get(0)), Long.parseLong(parts.get(1)));
  }

  private static Alternative alternative(String text) {
    int slash = text.indexOf('/');
    return new Alternative(list(text.substring(0, slash)), list(text.substring(slash + 1)));
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }
}
