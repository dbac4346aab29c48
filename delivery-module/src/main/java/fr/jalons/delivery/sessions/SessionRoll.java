package fr.jalons.delivery.sessions;

import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.forms.FormTitles;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.Directory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Forms about a session bear its title, and offer the members of its audience by name. */
@Component
class SessionRoll implements Choices, FormTitles {
  private static final String SESSION = "session";

  private final Sessions sessions;
  private final Directory directory;
  private final Clock clock;

  SessionRoll(Sessions sessions, Directory directory, Clock clock) {
    this.sessions = sessions;
    this.directory = directory;
    this.clock = clock;
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
                directory.members(audience(session), day(session)).entrySet().stream()
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

  private static StructureId audience(Sessions.Row session) {
    ClassOrGroup named = session.audience();
    return StructureId.of(Objects.requireNonNull(named.school()), named.kind(), named.code());
  }

  private LocalDate day(Sessions.Row session) {
    return LocalDate.ofInstant(session.start(), clock.getZone());
  }
}
