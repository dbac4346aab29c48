package fr.jalons.benchmarks;

import fr.jalons.platform.eventstore.HistoryImport.Past;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;

/** Events such as the log holds: a need of a student, with three tags. */
final class Sample {
  static final String TYPE = "planning.NeedDiagnosed";
  static final int STUDENTS = 3_400; // about 300 events for each in a million
  private static final Instant START = Instant.parse("2026-09-01T06:00:00Z");

  private Sample() {}

  static UUID student(long number) {
    return new UUID(0x5354554445_4e54L, number);
  }

  static String payload(UUID need, UUID student) {
    return "{\"need\":\""
        + need
        + "\",\"student\":\""
        + student
        + "\",\"area\":\"AUTONOMY\",\"description\":\"S’organiser dans son travail personnel\","
        + "\"source\":\"entretien\",\"diagnosedOn\":\"2026-09-15\"}";
  }

  static String metadata(UUID command) {
    return "{\"commandId\":\""
        + command
        + "\",\"actor\":\"user:a\",\"command\":\"planning.DiagnoseNeed\"}";
  }

  static Set<String> tags(UUID need, UUID student, UUID command) {
    return Set.of("need:" + need, "student:" + student, "idempotency:" + command);
  }

  /** One that is to be appended now, with an id as Axon makes them. */
  static EventMessage event(UUID need, UUID student, UUID command) {
    return new GenericEventMessage(
        IdentifierFactory.getInstance().generateIdentifier(),
        new MessageType(TYPE, "1"),
        payload(need, student),
        Map.of("commandId", command.toString(), "actor", "user:a"),
        Instant.now());
  }

  /** A history of so many. */
  static Iterator<Past> history(long events) {
    Random random = new Random(events);
    return LongStream.range(0, events)
        .mapToObj(
            i -> {
              UUID need = uuid(random);
              UUID student = student(i % STUDENTS);
              UUID command = uuid(random);
              return new Past(
                  uuid(random),
                  TYPE,
                  "1",
                  payload(need, student),
                  metadata(command),
                  START.plus(i, ChronoUnit.SECONDS),
                  tags(need, student, command));
            })
        .iterator();
  }

  static UUID uuid(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
