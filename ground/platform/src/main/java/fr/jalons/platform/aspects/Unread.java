package fr.jalons.platform.aspects;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The entries of one aspect of one subject, read when somebody first looks at them. */
final class Unread extends AbstractMap<Fold.Entry, Object> {
  private final Fold fold;
  private final String subject;
  private final AspectReader.Reading reading;
  private final List<Row> rows = new ArrayList<>();
  private int characters;
  private @Nullable Map<Fold.Entry, Object> read;

  Unread(Fold fold, String subject, AspectReader.Reading reading) {
    this.fold = fold;
    this.subject = subject;
    this.reading = reading;
  }

  private final class Row {
    private final Fold.Entry entry;
    private final String state;
    private final @Nullable String withdrawn;
    private @Nullable Object sealed;
    private @Nullable Object read;

    Row(Fold.Entry entry, String state, @Nullable String withdrawn) {
      this.entry = entry;
      this.state = state;
      this.withdrawn = withdrawn;
    }

    synchronized Object sealed() {
      Object known = sealed;
      if (known == null) {
        known = reading.sealed(state, fold);
        sealed = known;
      }
      return known;
    }

    synchronized Object read() {
      Object known = read;
      if (known == null) {
        known = reading.isOpening() ? reading.opened(state, fold, subject, entry) : sealed();
        if (withdrawn != null) {
          known = Withdrawn.of(known, reading.why(withdrawn, fold, subject, entry));
        }
        read = known;
      }
      return known;
    }
  }

  void add(Fold.Entry entry, String state, @Nullable String withdrawn) {
    rows.add(new Row(entry, state, withdrawn));
    characters += state.length();
  }

  /** How much text they are. */
  int characters() {
    return characters;
  }

  /** What is left out by its day or its scope: no text of it is opened. */
  Map<Fold.Entry, Object> without(Predicate<Object> leftOut) {
    Map<Fold.Entry, Object> wanted = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!leftOut.test(row.sealed())) {
        wanted.put(row.entry, row.read());
      }
    }
    return wanted;
  }

  private synchronized Map<Fold.Entry, Object> all() {
    Map<Fold.Entry, Object> all = read;
    if (all == null) {
      all = new LinkedHashMap<>();
      for (Row row : rows) {
        all.put(row.entry, row.read());
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
    return all().get(entry);
  }

  @Override
  public boolean containsKey(Object entry) {
    return rows.stream().anyMatch(row -> row.entry.equals(entry));
  }

  @Override
  public Set<Map.Entry<Fold.Entry, Object>> entrySet() {
    return all().entrySet();
  }
}
