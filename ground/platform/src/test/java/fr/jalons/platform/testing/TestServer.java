package fr.jalons.platform.testing;

import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.core.unitofwork.UnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform and the modules of the class path as they run: behind HTTP, on a fresh PostgreSQL.
 * There is no log-in; everybody is {@code user:test}.
 */
public final class TestServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final String address;

  private TestServer(ConfigurableApplicationContext context) {
    this.context = context;
    this.address =
        "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
  }

  /** Without a stereotype, lest the application's own scan find it. */
  @EnableAutoConfiguration
  @ComponentScan("fr.jalons")
  static class Modules {
    @Bean
    CurrentActor everybody() {
      return () -> "user:test";
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  /** What came back. */
  public record Answer(int status, String text) {
    public JsonNode json() {
      return JSON.readTree(text);
    }

    /** Itself, if this is the status. */
    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + " but was " + status + ": " + text);
      }
      return this;
    }

    /** The fields and the keys of what a problem complains about. */
    public List<String> faults() {
      return json()
          .path("errors")
          .valueStream()
          .map(error -> error.path("field").asString("") + ": " + error.path("code").asString(""))
          .toList();
    }
  }

  public static TestServer start(Clock clock) {
    return new TestServer(
        new SpringApplicationBuilder(Modules.class)
            .initializers(context -> context.getBeanFactory().registerSingleton("clock", clock))
            .properties(
                "server.port=0",
                "spring.main.banner-mode=off",
                "spring.flyway.enabled=false",
                "spring.threads.virtual.enabled=true",
                "spring.datasource.url=" + TestDatabase.createUrl())
            .run());
  }

  /** Appends what has already happened, without any decision. */
  public void given(Object... events) {
    context
        .getBean(AxonConfiguration.class)
        .getComponent(UnitOfWorkFactory.class)
        .create()
        .executeWithResult(
            unit -> {
              EventAppender.forContext(unit).append(List.of(events));
              return CompletableFuture.<Void>completedFuture(null);
            })
        .join();
  }

  /**
   * Posts JSON, in which {@code '} may stand for {@code "}.
   *
   * @param headers names and values in turn
   */
  public Answer post(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    return send(
        (headers.length == 0 ? request : request.headers(headers))
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** As {@link #get(String)}, from read models that have reached the end of the log. */
  public Answer getUpToDate(String path) {
    return send(request(path).header(Receipt.HEADER, Long.toString(head())).GET());
  }

  /** The bean of that type. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** The position of the last event. */
  public long head() {
    return context.getBean(PostgresEventStorageEngine.class).head();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).header("Accept-Language", "fr");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
