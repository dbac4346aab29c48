package fr.jalons.school.roster;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.school.roster.Roster.Guardian;
import fr.jalons.school.roster.Roster.Guardianship;
import fr.jalons.school.roster.Roster.Service;
import fr.jalons.school.roster.Roster.Structure;
import fr.jalons.school.roster.Roster.Student;
import fr.jalons.school.roster.Roster.Teacher;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV files of OneRoster 1.1 and 1.2. A homeroom is a class, any other class a group;
 * parents and guardians are legal guardians of those whose agents they are.
 */
final class OneRosterFiles {
  private static final String ID = "sourcedid";
  private static final Pattern SEVERAL = Pattern.compile("\\s*,\\s*");
  private static final Pattern INE = Pattern.compile("[0-9]{9}[0-9A-Z][A-Z]");
  private static final Pattern LABELLED_INE = Pattern.compile("(?i)\\{INE:([0-9A-Z]{11})}");
  private static final Set<String> GUARDIANS = Set.of("parent", "guardian");
  private static final Set<String> TRUE = Set.of("true", "1", "yes");

  /** One of the files; those that tell nothing of a roster are passed over. */
  private enum Content {
    MANIFEST,
    ACADEMIC_SESSIONS,
    CLASSES,
    DEMOGRAPHICS,
    ENROLLMENTS,
    ORGS,
    ROLES,
    USERS,
    CATEGORIES,
    CLASS_RESOURCES,
    COURSES,
    COURSE_RESOURCES,
    LINE_ITEMS,
    LINE_ITEM_LEARNING_OBJECTIVE_IDS,
    LINE_ITEM_SCORE_SCALES,
    RESOURCES,
    RESULTS,
    RESULT_LEARNING_OBJECTIVE_IDS,
    RESULT_SCORE_SCALES,
    SCORE_SCALES,
    USER_PROFILES,
    USER_RESOURCES;

    static final List<Content> NEEDED = List.of(USERS, CLASSES, ENROLLMENTS);

    String word() {
      return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    /** By the name of the file: a browser may have added "(1)" to it. */
    static Optional<Content> of(String file) {
      String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
      String word = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
      return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  private final Hints hints;
  private final Faults faults;
  private final List<Warning> warnings;
  private final Map<Content, Table> tables = new EnumMap<>(Content.class);
  private final Map<Content, List<Row>> rows = new EnumMap<>(Content.class);
  private final Map<String, Student> students = new LinkedHashMap<>();
  private final Map<String, Guardian> guardians = new LinkedHashMap<>();
  private final Map<String, Row> teacherRows = new LinkedHashMap<>();
  private final Map<String, Structure> structures = new LinkedHashMap<>();

  OneRosterFiles(Hints hints, Faults faults, List<Warning> warnings) {
    this.hints = hints;
    this.faults = faults;
    this.warnings = warnings;
  }

  /** Whether a table is one of the format: by its name, and a heading that all of them have. */
  static boolean isOne(Table table) {
    Optional<Content> kind = Content.of(table.file().name());
    return kind.isPresent()
        && !table.lines().isEmpty()
        && Table.places(table.lines().getFirst())
            .containsKey(kind.get() == Content.MANIFEST ? "propertyname" : ID);
  }

  void add(Table table) {
    Content kind = Content.of(table.file().name()).orElseThrow();
    Table same = tables.putIfAbsent(kind, table);
    if (same != null) {
      faults.add(
          Fault.in(
              table.file().name(), null, null, "roster.same-export-twice", same.file().name()));
    }
  }

  boolean any() {
    return !tables.isEmpty();
  }

  /** Pupils, and guardians and staff if the files tell of any. */
  List<Part> parts() {
    refuseChangesAlone();
    for (Content needed : Content.NEEDED) {
      if (!tables.containsKey(needed)) {
        faults.add(
            Fault.in(
                tables.values().iterator().next().file().name(),
                null,
                null,
                "roster.oneroster-missing",
                needed.word() + ".csv"));
      }
    }
    Table users = tables.get(Content.USERS);
    if (users == null || !tables.keySet().containsAll(Content.NEEDED)) {
      return List.of();
    }
    Header header = header(new Place(users.file().name(), RosterSource.USERS, 1));
    users();
    classes();
    Map<String, Set<Structure>> memberships = new HashMap<>();
    Map<String, Set<Structure>> taught = new LinkedHashMap<>();
    Map<String, Set<Structure>> led = new HashMap<>();
    enrollments(memberships, taught, led);
    List<Student> placed =
        students.entrySet().stream()
            .map(entry -> in(entry.getValue(), memberships.getOrDefault(entry.getKey(), Set.of())))
            .toList();
    if (placed.isEmpty()) {
      faults.add(Fault.in(users.file().name(), null, null, "roster.tells-nothing"));
    }
    List<Structure> described =
        structures.values().stream().map(one -> drawing(one, placed)).toList();
    List<Part> parts = new ArrayList<>();
    boolean staff = !teacherRows.isEmpty() && !described.isEmpty();
    parts.add(Part.ofStudents(header, placed, staff ? List.of() : described));
    if (!guardians.isEmpty()) {
      parts.add(Part.ofGuardians(header, List.copyOf(guardians.values()), links()));
    }
    if (staff) {
      parts.add(staff(header, described, taught, led));
    }
    return parts;
  }

  /** Files that tell what changed since the last ones say nothing of who is there. */
  private void refuseChangesAlone() {
    for (Row row : rows(Content.MANIFEST, RosterSource.USERS)) {
      String property = row.word("propertyname");
      boolean ours =
          Stream.of(Content.values()).anyMatch(one -> property.equals("file" + one.word()));
      if (ours && row.word("value").equals("delta")) {
        row.fault("value", "roster.oneroster-delta");
      }
    }
  }

  /** Each row once: what is wrong with it is told once. */
  private List<Row> rows(Content content, RosterSource source) {
    return rows.computeIfAbsent(content, first -> read(content, source));
  }

  private List<Row> read(Content content, RosterSource source) {
    Table table = tables.get(content);
    if (table == null || table.lines().isEmpty()) {
      return List.of();
    }
    Table.Line heading = table.lines().getFirst();
    Row.Columns columns = new Row.Columns(places(heading), Table.headings(heading));
    return table.below(heading).stream()
        .map(line -> new Row(table, source, line, columns, faults))
        .toList();
  }

  /** Some programs forget the plural of a heading, or add one. */
  private static Map<String, Integer> places(Table.Line heading) {
    Map<String, Integer> told = Table.places(heading);
    Map<String, Integer> places = new HashMap<>(told);
    told.forEach(
        (name, place) ->
            places.putIfAbsent(
                name.endsWith("s") ? name.substring(0, name.length() - 1) : name + 's', place));
    return places;
  }

  /** What is to be deleted is deleted; full exports may leave the status blank. */
  private List<Row> active(Content content, RosterSource source) {
    return rows(content, source).stream()
        .filter(row -> row.word("status").isEmpty() || row.word("status").equals("active"))
        .toList();
  }

  private @Nullable Header header(Place place) {
    SchoolId school = school();
    Integer year = year();
    if (school == null || year == null) {
      return null;
    }
    Optional<Row> told =
        active(Content.ACADEMIC_SESSIONS, RosterSource.USERS).stream()
            .filter(row -> row.word("type").equals("schoolyear"))
            .filter(row -> isYear(row, year))
            .findFirst();
    return Header.stated(
        place,
        school,
        year,
        told.map(row -> row.day("startdate")).orElse(null),
        told.map(row -> row.day("enddate")).orElse(null));
  }

  /** A session may call itself a year and last a term: such days are not believed. */
  private static boolean isYear(Row row, int year) {
    LocalDate start = row.day("startdate");
    LocalDate end = row.day("enddate");
    return start != null
        && end != null
        && !start.isBefore(LocalDate.of(year, Month.AUGUST, 1))
        && start.isBefore(LocalDate.of(year, Month.NOVEMBER, 1))
        && !end.isBefore(LocalDate.of(year + 1, Month.MAY, 1))
        && end.isBefore(LocalDate.of(year + 1, Month.OCTOBER, 1));
  }

  /** The school of the files, if exactly one bears a UAI code, or the one that is stated. */
  private @Nullable SchoolId school() {
    List<SchoolId> told =
        active(Content.ORGS, RosterSource.USERS).stream()
            .flatMap(row -> Stream.of("identifier", ID, "name").map(row::text))
            .filter(Objects::nonNull)
            .flatMap(text -> school(text).stream())
            .distinct()
            .toList();
    SchoolId stated = hints.school();
    if (told.size() > 1) {
      faults.add(Fault.of("files", "roster.several-schools"));
      return null;
    }
    if (told.isEmpty() && stated == null) {
      faults.add(Fault.of("school", "roster.school-needed"));
      return null;
    }
    return told.isEmpty() ? stated : told.getFirst();
  }

  private static Optional<SchoolId> school(String text) {
    try {
      return Optional.of(new SchoolId(text.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** OneRoster names a school year by the year in which it ends. */
  private @Nullable Integer year() {
    Set<Integer> told = new LinkedHashSet<>();
    for (Row row : active(Content.ACADEMIC_SESSIONS, RosterSource.USERS)) {
      String text = row.text("schoolyear");
      if (text != null && text.matches("2[01]\\d\\d")) {
        told.add(Integer.parseInt(text) - 1);
      }
    }
    if (told.size() == 1) {
      return told.iterator().next();
    }
    if (hints.year() == null) {
      faults.add(Fault.of("year", "roster.year-needed"));
    }
    return hints.year();
  }

  private void users() {
    Map<String, Set<String>> roles = new HashMap<>();
    for (Row row : active(Content.ROLES, RosterSource.USERS)) {
      String user = row.text("usersourcedid");
      if (user != null) {
        roles.computeIfAbsent(user, none -> new LinkedHashSet<>()).add(row.word("role"));
      }
    }
    Map<String, LocalDate> births = new HashMap<>();
    for (Row row : active(Content.DEMOGRAPHICS, RosterSource.USERS)) {
      String user = row.text(ID);
      LocalDate day = row.day("birthdate");
      if (user != null && day != null) {
        births.put(user, day);
      }
    }
    Map<String, Row> seen = new HashMap<>();
    Map<String, Row> national = new HashMap<>();
    for (Row row : active(Content.USERS, RosterSource.USERS)) {
      String id = row.required(ID);
      Set<String> all = new LinkedHashSet<>(roles.getOrDefault(id, Set.of()));
      all.add(row.word("role"));
      Row same = seen.putIfAbsent(id, row);
      if (same != null) {
        row.fault(ID, "roster.listed-twice", line(same), same.place().file());
      }
      if (all.contains("student")) {
        student(id, row, births.get(id), national);
      } else if (all.contains("teacher")) {
        teacherRows.put(id, row);
      } else if (all.stream().anyMatch(GUARDIANS::contains)) {
        guardians.put(id, new Guardian(Register.ONE_ROSTER.number(id), name(row), email(row)));
      }
    }
  }

  private void student(String id, Row row, @Nullable LocalDate born, Map<String, Row> national) {
    String ine = ine(row);
    Row same = ine == null ? null : national.putIfAbsent(ine, row);
    if (same != null) {
      row.fault("identifier", "roster.duplicate-ine", line(same));
    }
    students.put(
        id,
        new Student(
            row.place(),
            Register.ONE_ROSTER.number(id),
            ine,
            name(row),
            email(row),
            born,
            null,
            null,
            null,
            List.of(),
            List.of(),
            true));
  }

  private @Nullable String email(Row row) {
    return Email.of(row.text("email"), row.place(), warnings);
  }

  private static PersonName name(Row row) {
    return new PersonName(
        row.required("familyname"), row.text("preferredlastname"), row.required("givenname"));
  }

  /** The format has no place of its own for a national number. */
  private static @Nullable String ine(Row row) {
    for (String column : List.of("identifier", "usermasteridentifier", "userids")) {
      String text = row.text(column);
      Matcher labelled = LABELLED_INE.matcher(text == null ? "" : text);
      if (labelled.find()) {
        return labelled.group(1).toUpperCase(Locale.ROOT);
      }
      if (text != null && INE.matcher(text.toUpperCase(Locale.ROOT)).matches()) {
        return text.toUpperCase(Locale.ROOT);
      }
    }
    return null;
  }

  /** People know a class by its code, if it has one that no other has. */
  private void classes() {
    List<Row> rows = active(Content.CLASSES, RosterSource.CLASSES);
    Map<String, Integer> codes = new HashMap<>();
    Map<String, Integer> titles = new HashMap<>();
    for (Row row : rows) {
      codes.merge(kind(row) + row.word("classcode"), 1, Integer::sum);
      titles.merge(kind(row) + row.word("title"), 1, Integer::sum);
    }
    for (Row row : rows) {
      String id = row.required(ID);
      String title = row.text("title");
      String code = row.text("classcode");
      if (code == null || codes.getOrDefault(kind(row) + row.word("classcode"), 0) > 1) {
        code =
            title != null && titles.getOrDefault(kind(row) + row.word("title"), 0) == 1
                ? title
                : id;
      }
      Structure structure =
          new Structure(
              row.place(), kind(row), code, title == null ? code : title, null, List.of());
      if (structures.putIfAbsent(id, structure) != null) {
        row.fault(ID, "roster.duplicate-structure", code);
      }
    }
  }

  private static Kind kind(Row row) {
    return row.word("classtype").equals("homeroom") ? Kind.CLASS : Kind.GROUP;
  }

  private void enrollments(
      Map<String, Set<Structure>> memberships,
      Map<String, Set<Structure>> taught,
      Map<String, Set<Structure>> led) {
    for (Row row : active(Content.ENROLLMENTS, RosterSource.ENROLLMENTS)) {
      String user = row.required("usersourcedid");
      Structure structure = structures.get(row.required("classsourcedid"));
      boolean learns = row.word("role").equals("student");
      boolean teaches = row.word("role").equals("teacher");
      boolean known = learns ? students.containsKey(user) : teacherRows.containsKey(user);
      if ((learns || teaches) && (structure == null || !known)) {
        warnings.add(row.place().warning("roster.enrollment-left-out"));
      } else if (learns) {
        Set<Structure> all = memberships.computeIfAbsent(user, none -> new LinkedHashSet<>());
        all.add(Objects.requireNonNull(structure));
        if (all.stream().filter(one -> one.kind() == Kind.CLASS).count() > 1) {
          row.fault("classsourcedid", "roster.two-classes");
        }
      } else if (teaches) {
        boolean leads =
            TRUE.contains(row.word("primary"))
                && Objects.requireNonNull(structure).kind() == Kind.CLASS;
        (leads ? led : taught)
            .computeIfAbsent(user, none -> new LinkedHashSet<>())
            .add(Objects.requireNonNull(structure));
      }
    }
  }

  private static Student in(Student student, Set<Structure> structures) {
    return student.in(
        structures.stream()
            .filter(one -> one.kind() == Kind.CLASS)
            .map(Structure::code)
            .filter(code -> !Structures.isHousekeeping(code))
            .toList(),
        structures.stream().filter(one -> one.kind() == Kind.GROUP).map(Structure::code).toList());
  }

  /** With the classes from which the members of a group come. */
  private static Structure drawing(Structure structure, List<Student> students) {
    if (structure.kind() == Kind.CLASS) {
      return structure;
    }
    return new Structure(
        structure.place(),
        structure.kind(),
        structure.code(),
        structure.label(),
        structure.mef(),
        students.stream()
            .filter(student -> student.groups().contains(structure.code()))
            .flatMap(student -> student.classes().stream())
            .distinct()
            .sorted()
            .toList());
  }

  /** Agents are told on either side; first come, first in rank. */
  private List<Guardianship> links() {
    Map<String, Set<String>> agents = new LinkedHashMap<>();
    Map<String, Place> places = new HashMap<>();
    for (Row row : active(Content.USERS, RosterSource.USERS)) {
      String user = row.text(ID);
      for (String other :
          SEVERAL.split(Objects.requireNonNullElse(row.text("agentsourcedids"), ""))) {
        boolean child = students.containsKey(other);
        String student = child ? other : user;
        String agent = child ? user : other;
        if (student != null && students.containsKey(student) && guardians.containsKey(agent)) {
          agents.computeIfAbsent(student, none -> new LinkedHashSet<>()).add(agent);
          places.putIfAbsent(student + ' ' + agent, row.place());
        }
      }
    }
    List<Guardianship> links = new ArrayList<>();
    agents.forEach(
        (student, all) -> {
          int rank = 1;
          for (String agent : all) {
            links.add(
                new Guardianship(
                    Objects.requireNonNull(places.get(student + ' ' + agent)),
                    Register.ONE_ROSTER.number(agent),
                    Register.ONE_ROSTER.number(student),
                    rank));
            rank = 2;
          }
        });
    return links;
  }

  private Part staff(
      @Nullable Header header,
      List<Structure> described,
      Map<String, Set<Structure>> taught,
      Map<String, Set<Structure>> led) {
    Map<String, String> subjects = subjects();
    Map<String, Teacher> teachers = new LinkedHashMap<>();
    teacherRows.forEach(
        (id, row) ->
            teachers.put(
                id,
                new Teacher(
                    row.place(),
                    Register.ONE_ROSTER.number(id),
                    "oneroster",
                    name(row),
                    email(row),
                    led.getOrDefault(id, Set.of()).stream().map(Structure::code).toList(),
                    List.of())));
    Set<Service> services = new LinkedHashSet<>();
    taught.forEach(
        (id, all) ->
            all.forEach(
                one ->
                    services.add(
                        new Service(
                            Objects.requireNonNull(teachers.get(id)),
                            one.kind(),
                            one.code(),
                            subjects.get(one.kind() + one.code())))));
    return Part.ofStaff(
        header, described, List.copyOf(teachers.values()), List.copyOf(services), List.of());
  }

  /** The first code of a subject that a class tells, where it can be one. */
  private Map<String, String> subjects() {
    Map<String, String> subjects = new HashMap<>();
    for (Row row : active(Content.CLASSES, RosterSource.CLASSES)) {
      Structure structure = structures.get(Objects.requireNonNullElse(row.text(ID), ""));
      String codes = row.text("subjectcodes");
      if (structure != null && codes != null) {
        SEVERAL
            .splitAsStream(codes)
            .filter(Fields::isCode)
            .findFirst()
            .ifPresent(code -> subjects.put(structure.kind() + structure.code(), code));
      }
    }
    return subjects;
  }

  private static String line(Row row) {
    return Integer.toString(row.place().line());
  }
}
