package fr.jalons.school.identity;

import fr.jalons.events.SchoolId;
import fr.jalons.school.roster.Roster;
import fr.jalons.school.roster.Warning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps imports from parting again who was joined: the files go on naming a person by the numbers
 * of either file. A line with a number of the joined one is read with that of the kept one.
 */
@Component
public class JoinedNumbers {
  private static final String STUDENT = "student";

  private final JdbcClient jdbc;

  JoinedNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Numbers of a file that stands for nobody, and of the kept one before. */
  private record Aside(
      UUID kept, String kind, @Nullable String number, @Nullable String ine, @Nullable String own) {
    boolean isOfStudent() {
      return kind.equals(STUDENT);
    }
  }

  /** The roster as the kept files are numbered; of two lines of one pupil, one is left. */
  public Roster applied(Roster roster, People known) {
    List<Aside> aside = aside(roster.school());
    return aside.isEmpty() ? roster : new Reading(roster, known, aside).read();
  }

  private List<Aside> aside(SchoolId school) {
    return jdbc.sql(
            """
            select kept, kind, person ->> 'external_id' as number, person ->> 'ine' as ine,
              before ->> 'ine' as own
            from identity.joined where school = ?
            """)
        .param(school.uai())
        .query(
            (row, index) ->
                new Aside(
                    row.getObject("kept", UUID.class),
                    row.getString("kind"),
                    row.getString("number"),
                    row.getString("ine"),
                    row.getString("own")))
        .list();
  }

  private static final class Reading {
    private final Roster roster;
    private final Map<UUID, String> numbers = new HashMap<>();
    private final Map<String, UUID> byNumber = new HashMap<>();
    private final Map<String, UUID> byIne = new HashMap<>();
    private final Map<String, String> guardians = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Reading(Roster roster, People known, List<Aside> aside) {
      this.roster = roster;
      Map<UUID, String> numbersOfGuardians = new HashMap<>();
      for (People.Student student : known.students()) {
        if (student.externalId() != null) {
          numbers.put(student.id(), student.externalId());
          taken.add(student.externalId());
        }
      }
      for (People.Guardian guardian : known.guardians()) {
        if (guardian.externalId() != null) {
          numbersOfGuardians.put(guardian.id(), guardian.externalId());
        }
      }
      for (Aside one : aside) {
        String number = numbersOfGuardians.get(one.kept());
        if (one.isOfStudent()) {
          put(byNumber, one.number(), one.kept());
          put(byIne, one.ine(), one.kept());
          put(byIne, one.own(), one.kept());
        } else if (one.number() != null && number != null) {
          guardians.put(one.number(), number);
        }
      }
    }

    private static void put(Map<String, UUID> map, @Nullable String key, UUID kept) {
      if (key != null) {
        map.put(key, kept);
      }
    }

    /** The number of the file that is kept of whoever this line is about. */
    private String number(Roster.Student line) {
      UUID kept = taken.contains(line.externalId()) ? null : byNumber.get(line.externalId());
      if (kept == null && !taken.contains(line.externalId()) && line.ine() != null) {
        kept = byIne.get(line.ine());
      }
      String number = kept == null ? null : numbers.get(kept);
      return number == null ? line.externalId() : number;
    }

    Roster read() {
      Map<String, List<Roster.Student>> lines = new LinkedHashMap<>();
      Map<String, String> read = new HashMap<>();
      for (Roster.Student line : roster.students()) {
        String number = number(line);
        read.put(line.externalId(), number);
        lines.computeIfAbsent(number, none -> new ArrayList<>()).add(line);
      }
      List<Warning> warnings = new ArrayList<>(roster.warnings());
      List<Roster.Student> students = new ArrayList<>();
      lines.forEach(
          (number, all) -> {
            boolean joined = all.stream().anyMatch(line -> !line.externalId().equals(number));
            Roster.Student one = joined ? chosen(number, all) : all.getFirst();
            students.add(one.externalId().equals(number) ? one : one.numbered(number));
            for (Roster.Student other : all) {
              if (joined && other != one) {
                warnings.add(other.place().warning("roster.joined-line"));
              } else if (other != one) {
                students.add(other);
              }
            }
          });
      return roster.with(
          students,
          persons(),
          roster.guardians().stream()
              .map(one -> new Roster.Guardian(guardian(one.externalId()), one.name(), one.email()))
              .collect(
                  Collectors.toMap(
                      Roster.Guardian::externalId,
                      one -> one,
                      (one, same) -> one,
                      LinkedHashMap::new))
              .values(),
          guardianships(read),
          warnings);
    }

    /** Who is there rather than who has left, and the kept one's line rather than another. */
    private static Roster.Student chosen(String number, Collection<Roster.Student> lines) {
      return lines.stream()
          .min(
              Comparator.comparing((Roster.Student line) -> line.leftOn() != null)
                  .thenComparing(line -> !line.externalId().equals(number)))
          .orElseThrow();
    }

    private String guardian(String number) {
      return Objects.requireNonNullElse(guardians.get(number), number);
    }

    private Set<String> persons() {
      return roster.persons().stream()
          .map(this::guardian)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Roster.Guardianship> guardianships(Map<String, String> read) {
      Map<List<String>, Roster.Guardianship> links = new LinkedHashMap<>();
      for (Roster.Guardianship link : roster.guardianships()) {
        String student = link.student();
        String number = read.get(student);
        if (number == null) {
          UUID kept = taken.contains(student) ? null : byNumber.get(student);
          String own = kept == null ? null : numbers.get(kept);
          number = own == null ? student : own;
        }
        links.putIfAbsent(
            List.of(guardian(link.guardian()), number),
            new Roster.Guardianship(link.place(), guardian(link.guardian()), number, link.rank()));
      }
      return List.copyOf(links.values());
    }
  }
}
