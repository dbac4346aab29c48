package fr.jalons.delivery.sessions;

import fr.jalons.platform.web.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** A moment is written with an offset, or as the school's clocks show it. */
@Component
class StartReading implements Reading<String, Instant> {
  private final Clock clock;

  StartReading(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Class<Instant> meant() {
    return Instant.class;
  }

  @Override
  public Class<String> written() {
    return String.class;
  }

  @Override
  public Instant read(String written, String field, LocalDate day) {
    return StartTime.read(written, field, clock.getZone());
  }

  @Override
  public String write(Instant value) {
    return value.atZone(clock.getZone()).toLocalDateTime().toString();
  }
}
