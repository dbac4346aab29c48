package fr.jalons.delivery.actions;

import fr.jalons.delivery.actions.ActionSheet.Sheet;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SessionId;
import fr.jalons.events.Tags;
import fr.jalons.events.VoletEvent.VoletDefined;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.eventstore.StoredEvent;
import fr.jalons.platform.forms.FormContents;
import fr.jalons.platform.forms.FormTitles;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.known.ActionCourse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The sheet of one action, to be read and printed; and the forms about it bear its title. */
@Controller
class ActionPages implements FormTitles, FormContents {
  private static final String ACTION = "action";

  private final PostgresEventStorageEngine log;
  private final EventJson json;
  private final AspectReader reader;
  private final JdbcClient jdbc;

  ActionPages(
      PostgresEventStorageEngine log, EventJson json, AspectReader reader, JdbcClient jdbc) {
    this.log = log;
    this.json = json;
    this.reader = reader;
    this.jdbc = jdbc;
  }

  /** A session of the action. */
  public record Planned(SessionId id, String title, Instant start, String status) {}

  @GetMapping("/actions/{action}")
  @Allowed(who = Who.STAFF, over = Over.RECORD)
  String one(@PathVariable RecordId action, Model model) {
    Optional<Sheet> sheet = planned(action).flatMap(this::sheet);
    if (sheet.isEmpty()) {
      return "redirect:/records/" + action; // of what is withdrawn, that page tells the reason
    }
    Sheet shown = sheet.orElseThrow();
    model.addAttribute("sheet", shown);
    model.addAttribute(
        "objective",
        last(shown.objective(), ObjectiveSet.class).map(ObjectiveSet::title).orElse(null));
    model.addAttribute(
        "volet", last(shown.volet(), VoletDefined.class).map(VoletDefined::title).orElse(null));
    model.addAttribute("sessions", sessions(action));
    return "delivery/action";
  }

  private Optional<Sheet> sheet(ActionPlanned planned) {
    Aspects school =
        Objects.requireNonNull(
            reader.opened(List.of(planned.school()), Tags.SCHOOL).get(planned.school().toString()));
    return ActionCourse.all(school).stream()
        .filter(course -> course.sheet().id().equals(planned.action()))
        .findFirst()
        .map(Sheet::of);
  }

  private List<Planned> sessions(RecordId action) {
    return jdbc.sql(
            """
            select id, title, start, status from delivery.session
            where action = ? order by start, id
            """)
        .param(action.value())
        .query(
            (row, number) -> {
              SessionId session = new SessionId(row.getObject("id", UUID.class));
              return new Planned(
                  session,
                  json.open(session, "title", row.getString("title")),
                  row.getObject("start", OffsetDateTime.class).toInstant(),
                  row.getString("status"));
            })
        .list();
  }

  /** As it was last planned. */
  private Optional<ActionPlanned> planned(RecordId action) {
    return last(action, ActionPlanned.class);
  }

  /** What was last said of a record. */
  private <E> Optional<E> last(@Nullable RecordId record, Class<E> type) {
    if (record == null) {
      return Optional.empty();
    }
    EventCriteria said =
        EventCriteria.havingTags(Tag.of(Tags.RECORD, record.toString()))
            .andBeingOneOfTypes(Set.of(EventMethods.nameOf(type)));
    List<StoredEvent> all = log.read(said, 0, Integer.MAX_VALUE);
    return all.isEmpty() ? Optional.empty() : Optional.of(json.read(all.getLast().payload(), type));
  }

  @Override
  public @Nullable String subject(Map<String, String> address) {
    return ofAddress(address).map(ActionPlanned::title).orElse(null);
  }

  /** Its scale, so that the needs of its students can be chosen. */
  @Override
  public Map<String, List<String>> standing(CommandShape shape, Map<String, String> address) {
    return ofAddress(address)
        .map(planned -> Map.of("scope", List.of(Objects.toString(RecordScope.of(planned), ""))))
        .orElse(Map.of());
  }

  private Optional<ActionPlanned> ofAddress(Map<String, String> address) {
    String action = address.get(ACTION);
    return action == null ? Optional.empty() : planned(RecordId.of(action));
  }
}
