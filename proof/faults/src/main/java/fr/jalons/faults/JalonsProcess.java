package fr.jalons.faults;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running Jalons, started as its Run command does, and the means to crash it. */
public final class JalonsProcess implements AutoCloseable {
  public static final String CLIENT = "test-client";
  public static final String SECRET = "test-secret";

  /** The program of the demonstration, and its secret. */
  public static final String DEMO = "demo";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path data;
  private final Path log;
  private final int port;
  private final boolean demo;
  private final Map<String, String> settings = new HashMap<>();
  private final List<String> jvm = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private boolean fullCompiler;
  private @Nullable Process process;
  private @Nullable String token;

  /**
   * @param directory holds its data and its log
   * @param demo whether it starts with the demo school
   */
  public JalonsProcess(Path directory, boolean demo) throws IOException {
    this.data = directory.resolve("data");
    this.log = directory.resolve("jalons.log");
    this.demo = demo;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
  }

  /** One that begins with the demo school, which was written before. */
  public static JalonsProcess withDemo(Path directory) throws IOException {
    JalonsProcess jalons = new JalonsProcess(directory, true);
    WrittenDemo.copyTo(jalons.data);
    return jalons;
  }

  /** An environment variable for the next start. */
  public JalonsProcess with(String variable, String value) {
    settings.put(variable, value);
    return this;
  }

  /** An option of the virtual machine for the next start. */
  public JalonsProcess withJvm(String option) {
    jvm.add(option);
    return this;
  }

  /** For the next start: as a school runs it, rather than with what starts fastest. */
  public JalonsProcess withFullCompiler() {
    fullCompiler = true;
    return this;
  }

  /** An answer over HTTP. */
  public record Answer(int status, String body, Map<String, List<String>> headers) {
    public JsonNode json() {
      return JSON.readTree(body);
    }

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of("")).getFirst();
    }

    public Answer expect(int expected) {
      if (status != expected) {
        throw new IllegalStateException(
            "expected " + expected + " but was " + status + ": " + body);
      }
      return this;
    }
  }

  /** Starts and waits until it says it is ready; returns the time that took. */
  public Duration start() throws IOException {
    long begun = System.nanoTime();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!fullCompiler) {
      command.addAll(
          List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", "-XX:+UseSerialGC"));
    }
    command.addAll(jvm);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "fr.jalons.JalonsApplication"));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("JALONS_DATA", data.toString());
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("JALONS_DEMO", Boolean.toString(demo));
    environment.put("LOGGING_LEVEL_FR_JALONS", "INFO"); // tests are quieter by themselves
    if (!demo) { // an administrator who is named would end the demonstration
      environment.put("JALONS_ADMIN_USER", "admin");
      environment.put("JALONS_ADMIN_PASSWORD", "admin-password");
    }
    environment.put("JALONS_CLIENT_ID", CLIENT);
    environment.put("JALONS_CLIENT_SECRET", SECRET);
    environment.putAll(settings);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException("Jalons did not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Whether it says that it is ready. */
  public boolean ready() {
    try {
      return send(request("/actuator/health/readiness").GET()).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  public String address(String path) {
    return "http://localhost:" + port + path;
  }

  public String serverLog() throws IOException {
    return Files.readString(log);
  }

  /** What {@code connection.env} says. */
  public Properties connection() throws IOException {
    Properties values = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("connection.env"))) {
      values.load(reader);
    }
    return values;
  }

  public Answer get(String path, String... headers) throws IOException {
    return send(with(authorized(path), headers).GET());
  }

  public Answer post(String path, Object body, String... headers) throws IOException {
    return send(
        with(authorized(path), headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Sends files as multipart/form-data under the part name {@code files}. */
  public Answer upload(String path, Map<String, byte[]> files, String... headers)
      throws IOException {
    String boundary = "----jalons-test";
    var body = new java.io.ByteArrayOutputStream();
    for (var file : files.entrySet()) {
      body.write(
          ("--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/xml\r\n\r\n"
                  .formatted(boundary, file.getKey()))
              .getBytes(StandardCharsets.UTF_8));
      body.write(file.getValue());
      body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        with(authorized(path), headers)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Has the next request ask for a new token. */
  void forgetToken() {
    token = null;
  }

  private HttpRequest.Builder authorized(String path) throws IOException {
    return request(path).header("Authorization", "Bearer " + token());
  }

  /** What a client shows with each request. */
  public String token() throws IOException {
    String known = token;
    if (known == null) {
      String basic =
          Base64.getEncoder()
              .encodeToString(
                  (demo ? DEMO + ":" + DEMO : CLIENT + ":" + SECRET)
                      .getBytes(StandardCharsets.UTF_8));
      known =
          send(request("/oauth2/token")
                  .header("Authorization", "Basic " + basic)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      BodyPublishers.ofString(
                          "grant_type=client_credentials&scope=read+write+operate")))
              .expect(200)
              .json()
              .path("access_token")
              .asString();
      token = known;
    }
    return known;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path))).timeout(Duration.ofSeconds(60));
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      Map<String, List<String>> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach((k, v) -> headers.put(k.toLowerCase(java.util.Locale.ROOT), v));
      return new Answer(response.statusCode(), response.body(), headers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What is no longer needed is let go of. */
  void collectGarbage() throws IOException, InterruptedException {
    if (process != null) {
      new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
              Long.toString(process.pid()),
              "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** kill -9 of the JVM alone: its PostgreSQL lives on. */
  public void killJvm() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** kill -9 of the JVM and of every process of its PostgreSQL. */
  public void killEverything() throws IOException, InterruptedException {
    ProcessHandle server = postmaster();
    killJvm();
    kill(server);
  }

  /** kill -9 of every process of its PostgreSQL. */
  public void killPostgres() throws IOException {
    kill(postmaster());
  }

  private ProcessHandle postmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(postmasterPid()).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static void kill(ProcessHandle server) {
    List<ProcessHandle> all = server.descendants().toList();
    server.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    server.onExit().join();
  }

  private Path postmasterPid() throws IOException {
    try (var files = Files.walk(data, 3)) {
      return files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
    }
  }

  /** Ends it as SIGTERM does. */
  @Override
  public void close() throws Exception {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }
}
