package fr.jalons.school.known;

import fr.jalons.events.RecordId;
import fr.jalons.marks.Spelling;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The titles of records of one kind, to find out whether one of those in force bears a title. They
 * are compared without regard to case, accents and blanks.
 */
public final class Titles {
  public static final Titles NONE = new Titles(Map.of());

  private final Map<UUID, Entry> entries;

  private Titles(Map<UUID, Entry> entries) {
    this.entries = entries;
  }

  private record Entry(String title, @Nullable LocalDate endedOn) {}

  private Titles changed(UUID record, @Nullable Entry entry) {
    Map<UUID, Entry> next = new HashMap<>(entries);
    if (entry == null) {
      next.remove(record);
    } else {
      next.put(record, entry);
    }
    return new Titles(Map.copyOf(next));
  }

  public Titles with(RecordId record, String title) {
    Entry before = entries.get(record.value());
    return changed(
        record.value(),
        new Entry(Spelling.withoutBlanks(title), before == null ? null : before.endedOn));
  }

  public Titles without(UUID record) {
    return entries.containsKey(record) ? changed(record, null) : this;
  }

  /** A record counts no more from a day on. */
  public Titles until(UUID record, LocalDate endedOn) {
    Entry before = entries.get(record);
    return before == null ? this : changed(record, new Entry(before.title, endedOn));
  }

  /** Whether another record in force on a day bears a title. */
  public boolean has(String title, RecordId own, LocalDate day) {
    String wanted = Spelling.withoutBlanks(title);
    return entries.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(own.value()))
        .map(Map.Entry::getValue)
        .filter(other -> other.endedOn == null || day.isBefore(other.endedOn))
        .anyMatch(other -> other.title.equals(wanted));
  }
}
