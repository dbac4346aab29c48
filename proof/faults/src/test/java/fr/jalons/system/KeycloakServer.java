package fr.jalons.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Keycloak with a realm for Jalons, on this machine only. */
final class KeycloakServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ADMIN = "keycloak-admin";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  /**
   * Starts it.
   *
   * @param home of its distribution
   * @param log where it says what it does
   */
  KeycloakServer(Path home, Path log) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
    try (var realm = KeycloakServer.class.getResourceAsStream("/keycloak/jalons.json")) {
      Files.write(realms.resolve("jalons.json"), realm.readAllBytes());
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            home.resolve("bin").resolve("kc.sh").toString(),
            "start-dev",
            "--http-host=localhost",
            "--http-port=" + port,
            "--cache=local",
            "--import-realm");
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP",
                "-Xms64m -Xmx512m",
                "JAVA_OPTS_APPEND",
                "-XX:TieredStopAtLevel=1", // it ends before the full compiler has paid
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMIN));
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    long begun = System.nanoTime();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  String issuer() {
    return address("/realms/jalons");
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }

  private boolean answers() {
    try {
      return send(request("/realms/jalons/.well-known/openid-configuration").GET()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends all sessions of a user there, as its administrator does. */
  void signOut(String user) throws IOException {
    String bearer = "Bearer " + adminToken();
    JsonNode found =
        JSON.readTree(
            send(request("/admin/realms/jalons/users?exact=true&username=" + user)
                    .header("Authorization", bearer)
                    .GET())
                .body());
    String id = found.path(0).path("id").asString();
    HttpResponse<String> done =
        send(
            request("/admin/realms/jalons/users/" + id + "/logout")
                .header("Authorization", bearer)
                .POST(BodyPublishers.noBody()));
    if (done.statusCode() != 204) {
      throw new IllegalStateException(done.statusCode() + ": " + done.body());
    }
  }

  private String adminToken() throws IOException {
    String form =
        Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                ADMIN)
            .entrySet()
            .stream()
            .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return JSON.readTree(
            send(request("/realms/master/protocol/openid-connect/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)))
                .body())
        .path("access_token")
        .asString();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path))).timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor();
  }
}
