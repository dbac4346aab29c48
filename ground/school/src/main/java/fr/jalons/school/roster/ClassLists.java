package fr.jalons.school.roster;

import fr.jalons.events.SchoolId;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.school.roster.Roster.Student;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads class lists that people made. Several of them are one pupils' file: a pupil that none of
 * them has is not at the school.
 */
final class ClassLists {
  /** Titles may stand above the headings. */
  private static final int HEADING_WITHIN = 10;

  private static final int FEWEST_HEADINGS = 2;
  private static final Pattern INE = Pattern.compile("[0-9A-Z]{11}");
  private static final Pattern SEVERAL = Pattern.compile("[,;|]");
  private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, Month.JANUARY, 1);

  private final Hints hints;
  private final Faults faults;
  private final List<Warning> warnings;
  private final List<Table> tables = new ArrayList<>();

  ClassLists(Hints hints, Faults faults, List<Warning> warnings) {
    this.hints = hints;
    this.faults = faults;
    this.warnings = warnings;
  }

  void add(Table table) {
    tables.add(table);
  }

  boolean any() {
    return !tables.isEmpty();
  }

  RosterFile first() {
    return tables.getFirst().file();
  }

  List<ListHeadings> headings() {
    return tables.stream()
        .filter(table -> !table.lines().isEmpty())
        .map(
            table -> {
              Row.Columns columns = columns(table, heading(table));
              return new ListHeadings(
                  table.file().name(),
                  columns.headings().stream().filter(text -> !text.isEmpty()).distinct().toList(),
                  Arrays.stream(ListColumn.values())
                      .map(ListColumn::field)
                      .filter(columns::has)
                      .collect(
                          Collectors.toMap(
                              field -> field,
                              columns::heading,
                              (first, second) -> first,
                              LinkedHashMap::new)));
            })
        .toList();
  }

  Part part() {
    SchoolId school = hints.school();
    Integer year = hints.year();
    if (school == null) {
      faults.add(Fault.of("school", "roster.school-needed"));
    }
    if (year == null) {
      faults.add(Fault.of("year", "roster.year-needed"));
    }
    refuseUnknownHeadings();
    Place place = new Place(first().name(), RosterSource.CLASS_LIST, 1);
    Header header =
        school == null || year == null ? null : Header.stated(place, school, year, null, null);
    List<Student> students = tables.stream().flatMap(table -> rows(table, year).stream()).toList();
    return Part.ofStudents(
        header, school == null ? List.of() : numbered(school, students), List.of());
  }

  private void refuseUnknownHeadings() {
    Set<String> known =
        tables.stream()
            .filter(table -> !table.lines().isEmpty())
            .flatMap(table -> Table.places(heading(table)).keySet().stream())
            .collect(Collectors.toSet());
    hints.columns().values().stream()
        .filter(heading -> !heading.isBlank() && !known.contains(Table.folded(heading)))
        .forEach(heading -> faults.add(Fault.of("columns", "roster.unknown-heading")));
  }

  /** The first line with headings that are known, or else the first. */
  private Table.Line heading(Table table) {
    return table.lines().stream()
        .limit(HEADING_WITHIN)
        .filter(line -> recognised(line) >= FEWEST_HEADINGS)
        .findFirst()
        .orElseGet(() -> table.lines().getFirst());
  }

  private long recognised(Table.Line line) {
    Set<String> headings = Table.places(line).keySet();
    return Arrays.stream(ListColumn.values())
        .filter(
            column ->
                headings.stream().anyMatch(column::isCalled)
                    || headings.contains(Table.folded(hints.columns().getOrDefault(column, ""))))
        .count();
  }

  private Row.Columns columns(Table table, Table.Line heading) {
    Map<String, Integer> known = Table.places(heading);
    Map<String, Integer> places = new HashMap<>();
    for (ListColumn column : ListColumn.values()) {
      String told = hints.columns().get(column);
      Integer place =
          told == null || (!told.isBlank() && !known.containsKey(Table.folded(told)))
              ? known.entrySet().stream()
                  .filter(entry -> column.isCalled(entry.getKey()))
                  .map(Map.Entry::getValue)
                  .findFirst()
                  .orElse(null)
              : known.get(Table.folded(told));
      if (place != null) {
        places.put(column.field(), place);
      }
    }
    return new Row.Columns(places, Table.headings(heading));
  }

  private List<Student> rows(Table table, @Nullable Integer year) {
    List<Table.Line> lines = table.lines();
    Place place = new Place(table.file().name(), RosterSource.CLASS_LIST, 1);
    if (table.cutShort()) {
      warnings.add(place.warning("roster.first-sheet-only"));
    }
    if (lines.isEmpty() || table.below(heading(table)).isEmpty()) {
      faults.add(Fault.in(table.file().name(), null, null, "roster.tells-nothing"));
      return List.of();
    }
    Table.Line heading = heading(table);
    Row.Columns columns = columns(table, heading);
    if (missesColumns(table, heading, columns)) {
      return List.of();
    }
    return table.below(heading).stream()
        .map(line -> new Row(table, RosterSource.CLASS_LIST, line, columns, faults))
        .map(row -> student(row, year))
        .toList();
  }

  private boolean missesColumns(Table table, Table.Line heading, Row.Columns columns) {
    Map<ListColumn, String> missing = new EnumMap<>(ListColumn.class);
    for (ListColumn needed :
        List.of(ListColumn.LAST_NAME, ListColumn.FIRST_NAME, ListColumn.CLASS)) {
      if (!columns.has(needed.field())) {
        missing.put(needed, "roster.no-column." + needed.field());
      }
    }
    if (!columns.has(ListColumn.BIRTH_DATE.field()) && !columns.has(ListColumn.INE.field())) {
      missing.put(ListColumn.BIRTH_DATE, "roster.no-column.birthDate");
    }
    missing.forEach(
        (column, key) ->
            faults.add(Fault.in(table.file().name(), heading.number(), column.field(), key)));
    return !missing.isEmpty();
  }

  private Student student(Row row, @Nullable Integer year) {
    LocalDate birthDate = row.day(ListColumn.BIRTH_DATE.field());
    LocalDate enteredOn = row.day(ListColumn.ENTERED_ON.field());
    LocalDate leftOn = row.day(ListColumn.LEFT_ON.field());
    String ine = ine(row);
    if (birthDate == null && ine == null && row.text(ListColumn.BIRTH_DATE.field()) == null) {
      row.fault(ListColumn.BIRTH_DATE.field(), "roster.nothing-tells-apart");
    }
    LocalDate entry =
        enteredOn == null && year != null ? LocalDate.of(year, Month.SEPTEMBER, 1) : enteredOn;
    if (birthDate != null && birthDate.isBefore(EARLIEST_BIRTH)) {
      row.fault(ListColumn.BIRTH_DATE.field(), "roster.bad-date");
    } else if (birthDate != null && entry != null && !birthDate.isBefore(entry)) {
      row.fault(ListColumn.BIRTH_DATE.field(), "roster.born-after-entry");
    }
    if (enteredOn != null && leftOn != null && leftOn.isBefore(enteredOn)) {
      row.fault(ListColumn.LEFT_ON.field(), "roster.left-before-entry");
    }
    String mef = row.text(ListColumn.MEF.field());
    if (mef != null && !Fields.isCode(mef)) {
      row.fault(ListColumn.MEF.field(), "roster.bad-code");
    }
    String className = row.text(ListColumn.CLASS.field());
    return new Student(
        row.place(),
        "",
        ine,
        new PersonName(
            row.required(ListColumn.LAST_NAME.field()),
            row.text(ListColumn.USAGE_NAME.field()),
            row.required(ListColumn.FIRST_NAME.field())),
        Email.of(row.text(ListColumn.EMAIL.field()), row.place(), warnings),
        birthDate,
        mef,
        enteredOn,
        leftOn,
        className == null || Structures.isHousekeeping(className) ? List.of() : List.of(className),
        groups(row.text(ListColumn.GROUPS.field())),
        row.has(ListColumn.GROUPS.field()));
  }

  private static @Nullable String ine(Row row) {
    String ine = row.text(ListColumn.INE.field());
    String upper = ine == null ? null : ine.replace(" ", "").toUpperCase(Locale.ROOT);
    if (upper != null && !INE.matcher(upper).matches()) {
      row.fault(ListColumn.INE.field(), "roster.bad-ine");
    }
    return upper;
  }

  private static List<String> groups(@Nullable String text) {
    Set<String> groups = new LinkedHashSet<>();
    if (text != null) {
      SEVERAL
          .splitAsStream(text)
          .map(String::strip)
          .filter(one -> !one.isEmpty())
          .forEach(groups::add);
    }
    return List.copyOf(groups);
  }

  /** Namesakes of one day are told apart by their national numbers, or not at all. */
  private List<Student> numbered(SchoolId school, List<Student> students) {
    Map<String, Long> alike =
        students.stream()
            .collect(
                Collectors.groupingBy(
                    one -> Register.listed(school, one.name(), one.birthDate(), null),
                    Collectors.counting()));
    Map<String, Place> places = new HashMap<>();
    Map<String, Place> national = new HashMap<>();
    List<Student> numbered = new ArrayList<>();
    for (Student student : students) {
      String plain = Register.listed(school, student.name(), student.birthDate(), null);
      boolean alone = student.birthDate() != null && alike.getOrDefault(plain, 0L) == 1;
      String number = alone ? plain : Register.listed(school, student.name(), null, student.ine());
      Place same = places.putIfAbsent(number, student.place());
      Place sameIne =
          student.ine() == null ? null : national.putIfAbsent(student.ine(), student.place());
      if (sameIne != null) {
        faults.add(
            student.place().fault(ListColumn.INE.field(), "roster.duplicate-ine", line(sameIne)));
      } else if (same != null) {
        faults.add(
            student
                .place()
                .fault(
                    ListColumn.LAST_NAME.field(), "roster.listed-twice", line(same), same.file()));
      }
      numbered.add(student.numbered(number));
    }
    return numbered;
  }

  private static String line(Place place) {
    return Integer.toString(place.line());
  }
}
