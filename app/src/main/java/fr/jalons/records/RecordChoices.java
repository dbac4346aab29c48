package fr.jalons.records;

import fr.jalons.events.EventTypes;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordKind;
import fr.jalons.marks.OfKind;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.platform.web.Messages;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The records of a kind that stand today within reach, by their titles: see {@link OfKind}. */
@Component
class RecordChoices implements Choices {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  private final JdbcClient jdbc;
  private final RecordViews views;
  private final Messages messages;
  private final Clock clock;

  RecordChoices(JdbcClient jdbc, RecordViews views, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.views = views;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == RecordId.class && part.component().isAnnotationPresent(OfKind.class);
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    RecordKind kind = new RecordKind(part.component().getAnnotation(OfKind.class).value());
    String[] types =
        kind.events().stream()
            .map(event -> EventMethods.nameOf(event).fullName())
            .toArray(String[]::new);
    return jdbc.sql(
            """
            select id, type, day, payload from records.record
            where type = any(?) and not withdrawn and (ended_on is null or ended_on > ?)
            order by day desc, at desc
            """)
        .params(types, LocalDate.now(clock))
        .query(
            (row, number) -> {
              Class<?> event = EventTypes.named(row.getString("type"));
              Map<String, Object> said = views.opened(row.getString("payload"), event);
              return new Choice(
                  row.getString("id"), label(said, event, row.getObject("day", LocalDate.class)));
            })
        .list();
  }

  /** Its title or name; of what has none, its kind and day. */
  private String label(Map<String, Object> said, Class<?> event, LocalDate day) {
    @Nullable Object title = said.getOrDefault("title", said.get("name"));
    return title == null
        ? messages.of("event." + EventMethods.nameOf(event).fullName()) + ' ' + DAY.format(day)
        : Objects.toString(title);
  }
}
