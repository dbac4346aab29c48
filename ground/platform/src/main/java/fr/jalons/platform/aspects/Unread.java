package fr.jalons.platform.aspects;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entries of one aspect of one subject, read when somebody first looks at them. */
final class Unread extends AbstractMap<Fold.Entry, Object> {
  private record Row(Fold.Entry entry, String state, @Nullable String withdrawn) {}

  private final Fold fold;
  private final String subject;
  private final AspectReader.Reading reading;
  private final List<Row> rows = new ArrayList<>();
  private @Nullable Map<Fold.Entry, Object> read;

  Unread(Fold fold, String subject, AspectReader.Reading reading) {
    this.fold = fold;
    this.subject = subject;
    this.reading = reading;
  }

  void add(Fold.Entry entry, String state, @Nullable String withdrawn) {
    rows.add(new Row(entry, state, withdrawn));
  }

  private synchronized Map<Fold.Entry, Object> read() {
    Map<Fold.Entry, Object> all = read;
    if (all == null) {
      all = new LinkedHashMap<>();
      for (Row row : rows) {
        Object state = reading.state(row.state, fold, subject, row.entry);
        all.put(
            row.entry,
            row.withdrawn == null
                ? state
                : Withdrawn.of(state, reading.why(row.withdrawn, fold, subject, row.entry)));
      }
      read = all;
    }
    return all;
  }

  @Override
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public @Nullable Object get(Object entry) {
    return read().get(entry);
  }

  @Override
  public boolean containsKey(Object entry) {
    return rows.stream().anyMatch(row -> row.entry.equals(entry));
  }

  @Override
  public Set<Map.Entry<Fold.Entry, Object>> entrySet() {
    return read().entrySet();
  }
}
