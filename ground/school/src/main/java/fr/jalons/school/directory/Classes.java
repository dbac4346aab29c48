package fr.jalons.school.directory;

import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.slices.Projection;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The classes and groups of each school; and the list of classes. */
@Projection(name = "planning.structures", tables = "structure")
class Classes {
  private final JdbcClient jdbc;

  Classes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventHandler
  void on(StructureDeclared event) {
    jdbc.sql(
            """
            insert into structure (id, school, kind, code, former, label, mef, year, classes)
            values (:id, :school, :kind, :code, :former, :label, :mef, :year, :classes)
            on conflict (id) do update
            set code = excluded.code, former = excluded.former, label = excluded.label,
              mef = excluded.mef, year = excluded.year, classes = excluded.classes,
              withdrawn_on = null
            """)
        .param("id", event.structure().value())
        .param("school", event.school().uai())
        .param("kind", event.structure().kind().name())
        .param("code", event.code())
        .param("former", event.formerCodes().toArray(String[]::new))
        .param("label", event.label())
        .param("mef", event.mef())
        .param("year", event.year())
        .param("classes", event.classes().toArray(String[]::new))
        .update();
  }

  @EventHandler
  void on(StructureWithdrawn event) {
    jdbc.sql("update structure set withdrawn_on = ? where id = ?")
        .param(event.on())
        .param(event.structure().value())
        .update();
  }

  /**
   * One class of the current school year.
   *
   * @param track digits 4 to 8 of the national code of a CAP class; null for others
   * @param students how many belong to it today
   */
  record Row(
      String code, String label, @Nullable String mef, @Nullable String track, int students) {}

  /**
   * A track of a school.
   *
   * @param label that of its first class, without the first word
   * @param classes their codes
   */
  record Track(String code, String label, List<String> classes) {}

  @RestController
  static class Endpoint {
    private final JdbcClient jdbc;
    private final Clock clock;

    Endpoint(JdbcClient jdbc, Clock clock) {
      this.jdbc = jdbc;
      this.clock = clock;
    }

    @GetMapping("/api/classes")
    @Allowed(who = Who.STAFF, over = Over.SCHOOL)
    List<Row> classes(@RequestParam(required = false) @Nullable String school) {
      return jdbc.sql(
              """
              select s.code, s.label, s.mef, count(distinct m.student) as students
              from planning.structure s
              left join planning.membership_on(:today) m on m.structure = s.id
              where s.kind = 'CLASS'
                and (s.withdrawn_on is null or s.withdrawn_on > :today)
                and s.year = (select max(y.year) from planning.structure y where y.school = s.school)
                and (:school::text is null or s.school = :school)
              group by s.id
              order by s.code, s.school
              """)
          .param("today", LocalDate.now(clock))
          .param("school", school)
          .query(
              (row, index) ->
                  new Row(
                      row.getString("code"),
                      row.getString("label"),
                      row.getString("mef"),
                      RecordScope.trackOf(row.getString("mef")),
                      row.getInt("students")))
          .list();
    }

    @GetMapping("/api/tracks")
    @Allowed(who = Who.STAFF, over = Over.SCHOOL)
    List<Track> tracks(@RequestParam(required = false) @Nullable String school) {
      Map<String, List<Row>> byTrack = new TreeMap<>();
      for (Row row : classes(school)) {
        if (row.track() != null) {
          byTrack.computeIfAbsent(row.track(), first -> new ArrayList<>()).add(row);
        }
      }
      return byTrack.entrySet().stream()
          .map(
              track ->
                  new Track(
                      track.getKey(),
                      track.getValue().getFirst().label().replaceFirst("^\\S+\\s+", ""),
                      track.getValue().stream().map(Row::code).toList()))
          .toList();
    }
  }
}
