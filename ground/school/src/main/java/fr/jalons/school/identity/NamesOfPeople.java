package fr.jalons.school.identity;

import fr.jalons.marks.KnownNames;
import fr.jalons.marks.NameFinder;
import fr.jalons.marks.NameFinder.Name;
import fr.jalons.school.roster.PersonName;
import fr.jalons.school.roster.Roster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names of people, to find them in texts that must stay readable. */
@Component
public class NamesOfPeople implements KnownNames {
  private final JdbcClient jdbc;

  NamesOfPeople(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public NameFinder of(Collection<UUID> people) {
    return NameFinder.of(
        jdbc.sql(
                """
                with person as (
                  select id, family_name, usage_name, first_name from identity.student
                  union all
                  select id, family_name, usage_name, first_name from identity.guardian
                  union all
                  select id, family_name, usage_name, first_name from identity.teacher)
                select family_name as last, first_name as first from person where id = any (:people)
                union
                select usage_name, first_name from person
                where id = any (:people) and usage_name is not null
                """)
            .param("people", people.toArray(UUID[]::new))
            .query((row, number) -> new Name(row.getString("last"), row.getString("first")))
            .list());
  }

  /** Those of the pupils and guardians in the files, and of those who are known. */
  public static NameFinder in(Roster told, People known) {
    List<Name> names = new ArrayList<>();
    Stream.concat(
            told.students().stream().map(Roster.Student::name),
            told.guardians().stream().map(Roster.Guardian::name))
        .forEach((PersonName name) -> add(names, name.family(), name.usage(), name.first()));
    known.students().forEach(one -> add(names, one.familyName(), one.usageName(), one.firstName()));
    known
        .guardians()
        .forEach(one -> add(names, one.familyName(), one.usageName(), one.firstName()));
    return NameFinder.of(names);
  }

  private static void add(List<Name> names, String family, @Nullable String usage, String first) {
    names.add(new Name(family, first));
    if (usage != null) {
      names.add(new Name(usage, first));
    }
  }
}
