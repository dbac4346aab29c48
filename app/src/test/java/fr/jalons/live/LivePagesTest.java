package fr.jalons.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An open page hears of what concerns it, of nothing else, and of what it missed. */
class LivePagesTest extends OnDemoSchool {
  private static final String STREAM = "text/event-stream";

  @Autowired Clock clock;

  /** Who listens, and the positions that they are told. */
  private record Listening(HttpResponse<InputStream> answer, BlockingQueue<Long> told)
      implements AutoCloseable {

    @Nullable Long next() {
      try {
        return told.poll(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("data: ")) {
            told.add(Long.valueOf(line.substring("data: ".length())));
          }
        }
      } catch (IOException e) {
        // The test has heard enough.
      }
    }

    @Override
    public void close() throws IOException {
      answer.body().close();
    }
  }

  private Listening listen(String address, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
            .headers("Accept", STREAM, "Authorization", bearer);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      Listening listening =
          new Listening(
              HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream()),
              new LinkedBlockingQueue<>());
      Thread.ofVirtual().start(listening::read);
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long diagnose(UUID who) {
    HttpResponse<String> answer =
        new Visitor(port)
            .json(
                "POST",
                "/api/students/" + who + "/needs",
                "{\"area\":\"AUTONOMY\",\"description\":\"Demande de l’aide tard\",\"diagnosedOn\":\"%s\"}"
                    .formatted(LocalDate.now(clock)),
                "Authorization",
                bearer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.headers().firstValueAsLong("Jalons-Position").orElseThrow();
  }

  private UUID inAnotherClass() {
    return jdbc.sql(
            """
            select student from planning.membership where until is null
            and structure like '0990001X:D:%' and structure <> '0990001X:D:1CAPPSR' limit 1
            """)
        .query(UUID.class)
        .single();
  }

  private long now() {
    return jdbc.sql("select max(position) from eventlog.event").query(Long.class).single();
  }

  @Test
  void aPageHearsOfItsStudentAndItsClassAndNotOfOthers() throws IOException {
    String since = "since=" + now();
    try (Listening student = listen("/students/" + this.student + "/live?" + since);
        Listening schoolClass = listen("/classes/live?class=1CAPPSR&school=0990001X&" + since)) {
      assertThat(student.answer().headers().firstValue("Content-Type")).hasValue(STREAM);
      assertThat(student.answer().headers().firstValue("X-Content-Type-Options")).isPresent();
      diagnose(inAnotherClass());
      long position = diagnose(this.student);
      assertThat(student.next()).isEqualTo(position);
      assertThat(schoolClass.next()).isEqualTo(position);
    }
  }

  @Test
  void whoComesBackHearsOfWhatTheyMissed() throws IOException {
    long before = now();
    long position = diagnose(student);
    String address = "/students/" + student + "/live?since=";
    try (Listening late = listen(address + before);
        Listening again = listen(address + "0", "Last-Event-ID", Long.toString(before))) {
      assertThat(late.next()).isEqualTo(position);
      assertThat(again.next()).isEqualTo(position);
    }
  }

  @Test
  void whoMayNotOpenThePageMayNotListenEither() {
    String address = "/students/" + inAnotherClass() + "/live";
    assertThat(person("demo-student").get(address, "Accept", STREAM).statusCode()).isEqualTo(404);
    assertThat(person("demo-partner").get(address, "Accept", STREAM).statusCode()).isEqualTo(403);
    assertThat(new Visitor(port).get(address, "Accept", STREAM).statusCode()).isEqualTo(401);
    assertThat(get("/students/" + student + "/live").statusCode()).isEqualTo(406);
  }
}
