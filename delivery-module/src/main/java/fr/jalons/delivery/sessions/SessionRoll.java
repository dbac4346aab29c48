package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.forms.FormTitles;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Forms about a session bear its title, and offer the members of its audience by name. */
@Component
class SessionRoll implements Choices, FormTitles {
  private static final String SESSION = "session";

  private final Sessions sessions;
  private final Directory directory;

  SessionRoll(Sessions sessions, Directory directory) {
    this.sessions = sessions;
    this.directory = directory;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == StudentId.class
        && shape.parts().stream().anyMatch(other -> other.name().equals(SESSION));
  }

  @Override
  public List<Choice> offered(Map<String, String> address) {
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

  private Optional<Sessions.Row> session(Map<String, String> address) {
    String session = address.get(SESSION);
    return session == null ? Optional.empty() : sessions.find(SessionId.of(session));
  }
}
