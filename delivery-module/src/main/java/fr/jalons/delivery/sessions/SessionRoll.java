package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.forms.FormContents;
import fr.jalons.platform.forms.FormTitles;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Forms about a session bear its title, and offer the members of its audience by name. The one that
 * changes it holds what is planned.
 */
@Component
class SessionRoll implements Choices, FormTitles, FormContents {
  private static final String SESSION = "session";

  private final Sessions sessions;
  private final Directory directory;
  private final StartReading moments;

  SessionRoll(Sessions sessions, Directory directory, StartReading moments) {
    this.sessions = sessions;
    this.directory = directory;
    this.moments = moments;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == StudentId.class
        && shape.parts().stream().anyMatch(other -> other.name().equals(SESSION));
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> address) {
    return session(address)
        .map(
            session ->
                directory
                    .byName(session.students().stream().map(StudentId::new).toList())
                    .entrySet()
                    .stream()
                    .map(member -> new Choice(member.getKey().toString(), member.getValue()))
                    .toList())
        .orElse(List.of());
  }

  @Override
  public @Nullable String subject(Map<String, String> address) {
    return session(address).map(Sessions.Row::title).orElse(null);
  }

  @Override
  public Map<String, List<String>> standing(CommandShape shape, Map<String, String> address) {
    return shape.type() == ChangeSession.class
        ? session(address).map(this::planned).orElse(Map.of())
        : Map.of();
  }

  private Map<String, List<String>> planned(Sessions.Row row) {
    return Map.of(
        "audience", List.of(row.structure().toString()),
        "title", List.of(row.title()),
        "start", List.of(moments.write(row.start())),
        "minutes", List.of(Integer.toString(row.minutes())),
        "teachers", row.teachers().stream().map(UUID::toString).toList(),
        "natures", row.natures(),
        "needIds", row.needIds().stream().map(UUID::toString).toList());
  }

  private Optional<Sessions.Row> session(Map<String, String> address) {
    String session = address.get(SESSION);
    return session == null ? Optional.empty() : sessions.find(SessionId.of(session));
  }
}
