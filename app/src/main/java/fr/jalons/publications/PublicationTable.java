package fr.jalons.publications;

import fr.jalons.events.PublicationEvent.IndicatorsPublished;
import fr.jalons.events.PublicationEvent.ReadingAcknowledged;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.Projection;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what schools have published, and who has read it, for {@link ShowPublications}. */
@Projection(
    name = "publications.publications",
    tables = {"publication", "reading"})
class PublicationTable {
  private final JdbcClient jdbc;
  private final EventJson json;

  PublicationTable(JdbcClient jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json.asStored();
  }

  @EventHandler
  void on(IndicatorsPublished event) {
    jdbc.sql(
            """
            insert into publication (id, school, audiences, published_on, payload)
            values (:id, :school, :audiences, :on, :payload) on conflict do nothing
            """)
        .param("id", event.publication().value())
        .param("school", event.school().uai())
        .param("audiences", event.audiences().stream().map(Enum::name).toArray(String[]::new))
        .param("on", event.publishedOn())
        .param("payload", json.write(event))
        .update();
  }

  @EventHandler
  void on(ReadingAcknowledged event) {
    jdbc.sql(
            "insert into reading (publication, reader, audience) values (?, ?, ?) on conflict do nothing")
        .params(event.publication().value(), event.reader(), event.audience().name())
        .update();
  }

  @EventHandler
  void on(RecordWithdrawn event) {
    jdbc.sql("update publication set withdrawal = ? where id = ?")
        .params(json.write(event), event.record())
        .update();
  }
}
