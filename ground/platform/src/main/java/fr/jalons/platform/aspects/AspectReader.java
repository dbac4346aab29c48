package fr.jalons.platform.aspects;

import fr.jalons.platform.aspects.Fold.Entry;
import fr.jalons.platform.json.EventJson;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the aspects say of subjects today. */
@Component
public class AspectReader {
  private static final String SELECT =
      """
      select subject, aspect, part, entry, state::text as state, withdrawn::text as withdrawn from followup.aspect
      where subject = any (?) and aspect = any (array(
        select f.aspect from followup.fold f
        join unnest(?::text[], ?::int[]) as w (aspect, version) using (aspect, version) where f.live))
      order by since, entry
      """;

  private final Folds folds;
  private final JdbcClient jdbc;
  private final EventJson json;

  AspectReader(Folds folds, JdbcClient jdbc, EventJson json) {
    this.folds = folds;
    this.jdbc = jdbc;
    this.json = json;
  }

  /** How a stored state is read: with texts as their readers see them, or as the log has them. */
  final class Reading {
    private final boolean opening;

    private Reading(boolean opening) {
      this.opening = opening;
    }

    boolean isOpening() {
      return opening;
    }

    Object opened(String stored, Fold fold, String subject, Entry entry) {
      return States.opened(stored, fold, subject, entry, json);
    }

    Object sealed(String stored, Fold fold) {
      return States.sealed(stored, fold, json);
    }

    /** Why it was taken back; those who count need no reasons. */
    Withdrawn.Why why(String stored, Fold fold, String subject, Entry entry) {
      return opening
          ? States.why(stored, fold, subject, entry, json)
          : new Withdrawn.Why("", LocalDate.MAX);
    }
  }

  /** All aspects of some subjects, with texts as their readers see them. */
  public Map<String, Aspects> opened(Collection<?> subjects, String tag) {
    return find(subjects, folds.of(tag), new Reading(true));
  }

  /** As {@link #opened(Collection, String)}, some aspects. */
  public Map<String, Aspects> opened(Collection<?> subjects, Set<? extends Class<?>> which) {
    return find(subjects, which.stream().map(folds::of).toList(), new Reading(true));
  }

  /** Some aspects of some subjects, with texts as the log has them: for indicators. */
  public Map<String, Aspects> sealed(Collection<?> subjects, Collection<? extends Class<?>> which) {
    return find(subjects, which.stream().distinct().map(folds::of).toList(), new Reading(false));
  }

  private Aspects other(String subject, Class<?> aspect, Reading reading) {
    return Objects.requireNonNull(
        find(List.of(subject), List.of(folds.of(aspect)), reading).get(subject));
  }

  private Map<String, Aspects> find(Collection<?> subjects, List<Fold> wanted, Reading reading) {
    Map<String, Aspects> found = new LinkedHashMap<>();
    Map<List<Object>, Aspects> others = new HashMap<>();
    rows(subjects, wanted, reading)
        .forEach(
            (subject, all) ->
                found.put(
                    subject,
                    new Aspects(
                        subject,
                        folds,
                        all,
                        (other, aspect) ->
                            others.computeIfAbsent(
                                List.of(other, aspect), asked -> other(other, aspect, reading)))));
    return found;
  }

  /** As {@link #rows(Collection, Collection, Reading)}, with texts as the log has them. */
  Map<String, Map<Fold, Unread>> sealedRows(Collection<?> subjects, Collection<Fold> wanted) {
    return rows(subjects, wanted, new Reading(false));
  }

  /** What is stored of each of the subjects, by their aspects. */
  private Map<String, Map<Fold, Unread>> rows(
      Collection<?> subjects, Collection<Fold> wanted, Reading reading) {
    Map<String, Fold> byName = wanted.stream().collect(Collectors.toMap(Fold::name, f -> f));
    Map<String, Map<Fold, Unread>> rows = new LinkedHashMap<>();
    subjects.forEach(subject -> rows.put(subject.toString(), new HashMap<>()));
    jdbc.sql(SELECT)
        .param(rows.keySet().toArray(String[]::new))
        .param(wanted.stream().map(Fold::name).toArray(String[]::new))
        .param(wanted.stream().map(Fold::version).toArray(Integer[]::new))
        .query(
            row -> {
              String subject = row.getString("subject");
              Objects.requireNonNull(rows.get(subject))
                  .computeIfAbsent(
                      Objects.requireNonNull(byName.get(row.getString("aspect"))),
                      fold -> new Unread(fold, subject, reading))
                  .add(
                      new Entry(row.getString("part"), row.getString("entry")),
                      row.getString("state"),
                      row.getString("withdrawn"));
            });
    return rows;
  }
}
