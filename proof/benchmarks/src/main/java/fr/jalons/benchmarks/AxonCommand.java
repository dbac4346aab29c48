package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedId;
import fr.jalons.events.StudentId;
import fr.jalons.planning.needs.DiagnoseNeed;
import fr.jalons.platform.commands.AppendedPositions;
import fr.jalons.platform.commands.CommandMetadata;
import fr.jalons.platform.eventstore.HistoryImport;
import fr.jalons.platform.eventstore.HistoryImport.Past;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A whole command of ours without HTTP: from the command bus through sourcing by two tags and the
 * decision to the append, with idempotency, as Jalons wires it.
 */
final class AxonCommand implements AutoCloseable {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 15);

  private final AnnotationConfigApplicationContext context;
  private final CommandBus bus;
  private final AppendedPositions positions;
  private final MessageType type;

  /** Wires it to a log that holds {@link Sample#history}, and enrols its students. */
  AxonCommand(HikariDataSource pool) throws IOException {
    new HistoryImport(pool)
        .append(
            IntStream.range(0, Sample.STUDENTS).mapToObj(AxonCommand::enrolment).iterator(),
            through -> {});
    context = new AnnotationConfigApplicationContext();
    // Texts are sealed as in Jalons, under a master key of this run alone.
    String data = Files.createTempDirectory("jalons-benchmark").toString();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("benchmark", Map.of("jalons.data", data)));
    context.registerBean(
        "dataSource", HikariDataSource.class, () -> pool, d -> d.setDestroyMethodName(""));
    context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(pool));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
    context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(pool));
    context.registerBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new);
    context.registerBean(Clock.class, Clock::systemUTC);
    new ClassPathBeanDefinitionScanner(context)
        .scan("fr.jalons.platform.sealing", "fr.jalons.platform.slices");
    ClassPathBeanDefinitionScanner handlers = new ClassPathBeanDefinitionScanner(context, false);
    handlers.addIncludeFilter(
        new RegexPatternTypeFilter(Pattern.compile(".*\\.DiagnoseNeed\\$Handler")));
    handlers.scan("fr.jalons.planning.needs");
    context.refresh();
    bus = context.getBean(CommandBus.class);
    positions = context.getBean(AppendedPositions.class);
    type = context.getBean(MessageTypeResolver.class).resolveOrThrow(DiagnoseNeed.class);
  }

  private static Past enrolment(int number) {
    UUID student = Sample.student(number);
    return new Past(
        UUID.randomUUID(),
        "planning.StudentRegistered",
        "1",
        "{\"student\":\"" + student + "\",\"school\":\"0880001T\"}",
        "{\"actor\":\"user:a\"}",
        Instant.parse("2026-09-01T06:00:00Z"),
        Set.of("student:" + student));
  }

  /** Diagnoses a new need of any of the students, each with a history. */
  void diagnose() {
    Random random = ThreadLocalRandom.current();
    UUID student = Sample.student(random.nextInt(Sample.STUDENTS));
    String key = Sample.uuid(random).toString();
    GenericCommandMessage message =
        new GenericCommandMessage(
            type,
            new DiagnoseNeed(
                new NeedId(Sample.uuid(random)),
                new StudentId(student),
                NeedArea.AUTONOMY,
                "S’organiser dans son travail personnel",
                "entretien",
                DAY),
            Map.of(
                CommandMetadata.ACTOR,
                "user:a",
                CommandMetadata.IDEMPOTENCY,
                key,
                CommandMetadata.FINGERPRINT,
                key));
    bus.dispatch(message, null).join();
    positions.take(message.identifier());
  }

  @Override
  public void close() {
    context.close();
  }
}
