package fr.jalons.school.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.jalons.events.GuardianId;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.importroster.RosterImports;
import fr.jalons.school.roster.PersonName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Joins and separates, and says beforehand what of. The API and the page do it alike. */
@Component
class FilesOfOne {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Commands commands;
  private final RosterImports imports;
  private final ReadModels readModels;
  private final RefoldJoined refolding;
  private final JoinedFiles joinedFiles;
  private final PostgresEventStorageEngine log;
  private final JdbcClient jdbc;
  private final Clock clock;

  FilesOfOne(
      Commands commands,
      RosterImports imports,
      ReadModels readModels,
      RefoldJoined refolding,
      JoinedFiles joinedFiles,
      PostgresEventStorageEngine log,
      JdbcClient jdbc,
      Clock clock) {
    this.commands = commands;
    this.imports = imports;
    this.readModels = readModels;
    this.refolding = refolding;
    this.joinedFiles = joinedFiles;
    this.log = log;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whose files they are. */
  enum Kind {
    STUDENTS(Tags.STUDENT, "student", "identity.student"),
    GUARDIANS(Tags.GUARDIAN, "guardian", "identity.guardian");

    private final String tag;
    private final String stored;
    private final String table;

    Kind(String tag, String stored, String table) {
      this.tag = tag;
      this.stored = stored;
      this.table = table;
    }
  }

  /**
   * One of the files, as it stands alone.
   *
   * @param number the school's own
   * @param classes where the student, or a child, is today
   * @param leftOn of a student who has left
   * @param of the guardians of a student, or the children of a guardian
   * @param account whether somebody comes in with it
   * @param events how many the log has about it
   */
  record File(
      UUID id,
      String name,
      @Nullable String number,
      @Nullable String ine,
      @Nullable LocalDate birthDate,
      @JsonProperty("class") List<String> classes,
      @Nullable LocalDate leftOn,
      List<String> of,
      boolean account,
      int events) {}

  /** What would be joined: of all that follows, {@code kept} is the name. */
  record Described(File kept, File joined) {}

  /**
   * A file that is read as another.
   *
   * @param shown whether all pages show them as one already
   */
  record Pair(UUID id, String name, UUID kept, String keptName, Kind kind, boolean shown) {}

  private record Asked(SchoolId school) implements Targeted {
    @Override
    public Target target() {
      return new Target("joined", school, true);
    }
  }

  /** What both files hold, as a joining would find them; refuses what it would refuse. */
  Described describe(Kind kind, UUID kept, UUID joined) {
    UUID one = joinedFiles.kept(kept);
    check(kind, one, joined);
    return new Described(file(kind, one), file(kind, joined));
  }

  /** Refuses what must not be joined, before anything is looked up or done. */
  private void check(Kind kind, UUID kept, UUID joined) {
    SchoolId school = school(kind, kept).orElseThrow(() -> nobody(kept));
    commands.check(new Asked(school));
    if (joined.equals(kept)) {
      throw Refusal.invalid("joined", "files.same");
    }
    if (joinedFiles.isJoined(joined) || joinedFiles.files(joined).size() > 1) {
      throw Refusal.conflictOn("joined", "files.already-joined");
    }
    SchoolId other = school(kind, joined).orElseThrow(() -> Refusal.notFound("files.unknown"));
    if (!other.equals(school)) {
      throw Refusal.conflictOn("joined", "files.another-school");
    }
  }

  private Optional<SchoolId> school(Kind kind, UUID id) {
    return jdbc.sql("select school from " + kind.table + " where id = ?")
        .param(id)
        .query((row, index) -> new SchoolId(row.getString("school")))
        .optional();
  }

  private File file(Kind kind, UUID id) {
    return kind == Kind.STUDENTS ? student(id) : guardian(id);
  }

  private File student(UUID id) {
    return jdbc.sql(
            """
            select s.id, coalesce(s.usage_name, s.family_name) || ' ' || s.first_name as name,
              s.external_id, s.ine, s.birth_date, l.left_on,
              array(
                select c.code from planning.membership_on(:today) m
                join planning.structure c on c.id = m.structure
                where m.student = s.id order by c.kind, c.code) as classes,
              array(
                select coalesce(g.usage_name, g.family_name) || ' ' || g.first_name
                from identity.guardianship w join identity.guardian g on g.id = w.guardian
                where w.student = s.id order by w.rank, 1) as of,
              exists (select from visibility.account a where a.person = s.id and a.roles <> '{}') as account
            from identity.student s
            left join planning.leaver l on l.student = s.id
            where s.id = :id
            """)
        .param("today", LocalDate.now(clock))
        .param("id", id)
        .query(
            (row, index) ->
                new File(
                    id,
                    row.getString("name"),
                    row.getString("external_id"),
                    row.getString("ine"),
                    row.getObject("birth_date", LocalDate.class),
                    List.of((String[]) row.getArray("classes").getArray()),
                    row.getObject("left_on", LocalDate.class),
                    List.of((String[]) row.getArray("of").getArray()),
                    row.getBoolean("account"),
                    events(Kind.STUDENTS, id)))
        .single();
  }

  private File guardian(UUID id) {
    return jdbc.sql(
            """
            select g.id, coalesce(g.usage_name, g.family_name) || ' ' || g.first_name as name,
              g.external_id,
              array(
                select distinct c.code from planning.membership_on(:today) m
                join planning.structure c on c.id = m.structure
                join identity.guardianship w on w.student = m.student
                where w.guardian = g.id order by 1) as classes,
              array(
                select coalesce(s.usage_name, s.family_name) || ' ' || s.first_name
                from identity.guardianship w join identity.student s on s.id = w.student
                where w.guardian = g.id order by 1) as of,
              exists (select from visibility.account a where a.person = g.id and a.roles <> '{}') as account
            from identity.guardian g where g.id = :id
            """)
        .param("today", LocalDate.now(clock))
        .param("id", id)
        .query(
            (row, index) ->
                new File(
                    id,
                    row.getString("name"),
                    row.getString("external_id"),
                    null,
                    null,
                    List.of((String[]) row.getArray("classes").getArray()),
                    null,
                    List.of((String[]) row.getArray("of").getArray()),
                    row.getBoolean("account"),
                    events(Kind.GUARDIANS, id)))
        .single();
  }

  private int events(Kind kind, UUID id) {
    return log.read(EventCriteria.havingTags(Tag.of(kind.tag, id.toString())), 0, Integer.MAX_VALUE)
        .size();
  }

  /** Joins, while no import is under way, and answers when names and numbers are those of one. */
  Receipt join(Kind kind, UUID kept, UUID joined) {
    UUID one = joinedFiles.kept(kept);
    if (!joinedFiles.kept(joined).equals(one) || one.equals(joined)) {
      check(kind, one, joined);
    }
    return done(
        kind,
        one,
        kind == Kind.STUDENTS
            ? new JoinStudents(new StudentId(one), new StudentId(joined))
            : new JoinGuardians(new GuardianId(one), new GuardianId(joined)));
  }

  /** Takes a joining back. */
  Receipt separate(Kind kind, UUID kept, UUID joined) {
    UUID one = joinedFiles.kept(kept);
    return done(
        kind,
        one,
        kind == Kind.STUDENTS
            ? new JoinStudents.Separate(new StudentId(one), new StudentId(joined))
            : new JoinGuardians.Separate(new GuardianId(one), new GuardianId(joined)));
  }

  private Receipt done(Kind kind, UUID kept, Object command) {
    SchoolId school = school(kind, kept).orElseThrow(() -> nobody(kept));
    commands.check(new Asked(school));
    return imports.between(school, () -> sent(command));
  }

  /** Erased, or unknown, or out of reach, which no address tells. */
  private Refusal nobody(UUID kept) {
    return jdbc.sql("select exists (select from identity.erased where student = ?)")
            .param(kept)
            .query(Boolean.class)
            .single()
        ? Refusal.conflict("files.erased")
        : Refusal.notFound("files.unknown");
  }

  private Receipt sent(Object command) {
    Receipt receipt = commands.send(command);
    if (!readModels.await(receipt.position(), PATIENCE)) {
      throw new QueryTimeoutException("it is recorded, but not live yet");
    }
    return receipt;
  }

  /** All files within reach that are read as others. */
  List<Pair> pairs() {
    boolean shown = !refolding.isPending();
    return jdbc.sql(
            """
            select j.id, j.kept, j.kind,
              coalesce(j.person ->> 'usage_name', j.person ->> 'family_name') || ' ' || (j.person ->> 'first_name') as name,
              (select coalesce(s.usage_name, s.family_name) || ' ' || s.first_name
               from identity.student s where s.id = j.kept
               union all
               select coalesce(g.usage_name, g.family_name) || ' ' || g.first_name
               from identity.guardian g where g.id = j.kept) as kept_name
            from identity.joined j order by name, j.id
            """)
        .query(
            (row, index) ->
                new Pair(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    row.getObject("kept", UUID.class),
                    row.getString("kept_name"),
                    row.getString("kind").equals(Kind.STUDENTS.stored)
                        ? Kind.STUDENTS
                        : Kind.GUARDIANS,
                    shown))
        .list();
  }

  /** Those that are read as one person, who is within reach. */
  List<Pair> pairs(Kind kind, UUID kept) {
    if (school(kind, kept).isEmpty()) {
      throw nobody(kept);
    }
    return pairs().stream()
        .filter(pair -> pair.kind() == kind && pair.kept().equals(kept))
        .toList();
  }

  /**
   * Somebody to choose.
   *
   * @param about what tells them from others of the same name: class and day of birth, or children
   */
  record Found(UUID id, String name, String about) {}

  /** Those within reach with all these words in their names, by name; as many as a page holds. */
  List<Found> find(Kind kind, String words, int most) {
    List<String> wanted =
        Arrays.stream(PersonName.searchable(words).strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
    if (wanted.isEmpty()) {
      return List.of();
    }
    return (kind == Kind.STUDENTS ? students() : guardians())
        .stream()
            .filter(
                one -> {
                  String name = PersonName.searchable(one.name());
                  return wanted.stream().allMatch(name::contains);
                })
            .sorted(Comparator.comparing(Found::name, Collator.getInstance(Locale.FRENCH)))
            .limit(most)
            .toList();
  }

  private List<Found> students() {
    return jdbc.sql(
            """
            select s.id, coalesce(s.usage_name, s.family_name) || ' ' || s.first_name as name,
              concat_ws(', ',
                (select min(c.code) from planning.membership_on(:today) m
                 join planning.structure c on c.id = m.structure
                 where m.student = s.id and c.kind = 'CLASS'),
                to_char(s.birth_date, 'DD/MM/YYYY'), s.external_id) as about
            from identity.student s
            """)
        .param("today", LocalDate.now(clock))
        .query(FilesOfOne::found)
        .list();
  }

  private List<Found> guardians() {
    return jdbc.sql(
            """
            select g.id, coalesce(g.usage_name, g.family_name) || ' ' || g.first_name as name,
              concat_ws(', ',
                (select string_agg(
                   s.first_name || ' ' || coalesce(s.usage_name, s.family_name), ', ' order by s.first_name)
                 from identity.guardianship w join identity.student s on s.id = w.student
                 where w.guardian = g.id),
                g.external_id) as about
            from identity.guardian g
            """)
        .query(FilesOfOne::found)
        .list();
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    return new Found(
        row.getObject("id", UUID.class), row.getString("name"), row.getString("about"));
  }
}
