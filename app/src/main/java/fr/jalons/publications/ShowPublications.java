package fr.jalons.publications;

import fr.jalons.access.Visibility;
import fr.jalons.events.PublicationEvent.Figure;
import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What schools have published: to their staff, and to the families that it addresses (S31). */
@Component
class ShowPublications {
  private static final String SELECT =
      """
      select p.payload, p.withdrawal,
        array(select r.audience || ' ' || count(*) from publications.reading r
          where r.publication = p.id group by r.audience) as readings,
        exists (select from publications.reading r
          where r.publication = p.id and r.reader = :reader) as read
      from publications.publication p
      where (:id::uuid is null or p.id = :id)
        and (:school::text is null or p.school = :school)
        and (:audiences::text[] is null or p.audiences && :audiences::text[])
      order by p.published_on desc, p.id
      """;

  private final JdbcClient jdbc;
  private final EventJson json;
  private final Visibility visibility;

  ShowPublications(JdbcClient jdbc, EventJson json, Visibility visibility) {
    this.jdbc = jdbc;
    this.json = json;
    this.visibility = visibility;
  }

  /** Why and when a publication was taken back. */
  record Gone(LocalDate on, String reason) {}

  /**
   * A publication.
   *
   * @param readings how many have read it, by audience
   * @param read whether whoever asks has
   */
  record Publication(
      UUID id,
      SchoolId school,
      String title,
      @Nullable String comment,
      LocalDate from,
      LocalDate until,
      long position,
      List<Figure> figures,
      Set<Audience> audiences,
      Map<Audience, Integer> addressees,
      LocalDate publishedOn,
      Map<Audience, Integer> readings,
      boolean read,
      @Nullable Gone withdrawal) {}

  List<Publication> all(@Nullable SchoolId school) {
    return found(null, school);
  }

  /**
   * One.
   *
   * @throws Refusal 404 if it is none, or none for whoever asks
   */
  Publication one(UUID id) {
    return found(id, null).stream()
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("school.record-unknown"));
  }

  private List<Publication> found(@Nullable UUID id, @Nullable SchoolId wanted) {
    SchoolId own = visibility.school();
    if (own != null && wanted != null && !own.equals(wanted)) {
      return List.of();
    }
    SchoolId school = own == null ? wanted : own;
    Set<String> audiences = visibility.familyAudiences();
    return jdbc.sql(SELECT)
        .param("id", id)
        .param("school", school == null ? null : school.uai())
        .param("audiences", audiences.isEmpty() ? null : audiences.toArray(String[]::new))
        .param("reader", visibility.person())
        .query((row, number) -> publication(row))
        .list();
  }

  private Publication publication(ResultSet row) throws SQLException {
    IndicatorsPublished said =
        json.read(
            json.opened(row.getString("payload"), IndicatorsPublished.class),
            IndicatorsPublished.class);
    Map<Audience, Integer> readings = new EnumMap<>(Audience.class);
    said.audiences().forEach(audience -> readings.put(audience, 0));
    for (String reading : (String[]) row.getArray("readings").getArray()) {
      String[] parts = reading.split(" ");
      readings.put(Audience.valueOf(parts[0]), Integer.valueOf(parts[1]));
    }
    return new Publication(
        said.publication().value(),
        said.school(),
        said.title(),
        said.comment(),
        said.from(),
        said.until(),
        said.position(),
        said.figures(),
        said.audiences(),
        said.addressees(),
        said.publishedOn(),
        readings,
        row.getBoolean("read"),
        gone(row.getString("withdrawal")));
  }

  private @Nullable Gone gone(@Nullable String withdrawal) {
    if (withdrawal == null) {
      return null;
    }
    RecordWithdrawn event =
        json.read(json.opened(withdrawal, RecordWithdrawn.class), RecordWithdrawn.class);
    return new Gone(event.withdrawnOn(), event.reason());
  }

  /** Over HTTP. */
  @RestController
  static class Endpoint {
    private final ShowPublications publications;

    Endpoint(ShowPublications publications) {
      this.publications = publications;
    }

    @GetMapping("/api/publications")
    @Allowed(who = Who.READERS, over = Over.SCHOOL)
    List<Publication> all(@RequestParam(required = false) @Nullable SchoolId school) {
      return publications.all(school);
    }

    @GetMapping("/api/publications/{publication}")
    @Allowed(who = Who.READERS, over = Over.SCHOOL)
    Publication one(@PathVariable UUID publication) {
      return publications.one(publication);
    }
  }
}
