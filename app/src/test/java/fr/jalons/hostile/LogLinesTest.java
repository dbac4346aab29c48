package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.security.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What somebody types may be a name or a password: no line of the server's log repeats it. */
@ExtendWith(OutputCaptureExtension.class)
class LogLinesTest extends HostileServer {
  private static final String TYPED = "xyzzytyped";

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  private final LoggingSystem logging = LoggingSystem.get(LogLinesTest.class.getClassLoader());
  private LogLevel before = LogLevel.WARN;

  @BeforeEach
  void asInProduction() {
    before =
        Objects.requireNonNull(logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME))
            .getEffectiveLevel();
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
  }

  @AfterEach
  void asInTests() {
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, before);
  }

  @Test
  void aLineIsSeenHere(CapturedOutput log) {
    LoggerFactory.getLogger("planted").info("planted {}", TYPED);
    assertThat(telling(log)).hasSize(1);
  }

  @Test
  void wordsInAddressesParametersHeadersAndBodies(CapturedOutput log) {
    Visitor boss = new Visitor(port);
    boss.signIn("boss", "boss-password");
    String mark = Visitor.csrf(boss.page("/account").body());
    for (Mappings.Place place : Mappings.of(mappings)) {
      String path = withParameters(place);
      for (String accept : List.of("text/html", "application/json")) {
        send(program, place, path, "Authorization", bearer(), "Accept", accept);
        send(program, place, path, "Authorization", "Bearer " + TYPED, "Accept", accept);
        send(boss, place, path, "X-XSRF-TOKEN", mark, "Accept", accept);
      }
    }
    assertThat(telling(log)).isEmpty();
  }

  @Test
  void loginsPasswordsSecretsAndNamesOfFiles(CapturedOutput log) {
    new Visitor(port).signIn(TYPED, TYPED);
    program.post("/oauth2/token", Map.of("grant_type", TYPED, "client_id", TYPED));
    program.post(
        "/oauth2/token",
        Map.of("grant_type", "client_credentials", "client_id", TYPED, "client_secret", TYPED));
    program.get("/oauth2/authorize?response_type=code&client_id=" + TYPED + "&scope=" + TYPED);
    program.get("/login/oauth2/code/" + TYPED + "?code=" + TYPED + "&state=" + TYPED);
    for (String type : List.of("application/json", "application/xml", "text/" + TYPED, TYPED)) {
      post("/api/accounts", type, "{\"login\":\"" + TYPED + "\",\"roles\":[\"" + TYPED + "\"]");
      post("/api/students/" + TYPED + "/needs", type, "{\"area\":\"" + TYPED + "\"}");
    }
    upload("<?xml version=\"1.0\"?><!DOCTYPE " + TYPED + "><" + TYPED + ">");
    String part =
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%1$s.xml\"\r\n%1$s\r\n\r\n<%1$s/>\r\n--b--\r\n";
    post("/api/rosters", "multipart/form-data; boundary=b", part.formatted(TYPED));
    post("/api/rosters", "multipart/form-data; boundary=" + TYPED, part.formatted(TYPED));
    assertThat(telling(log)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyzzytyped /login HTTP/1.1\r\nHost: localhost",
        "x{}yzzy xyzzytyped HTTP/1.1\r\nHost: localhost",
        "GET /xyzzytyped|{} HTTP/1.1\r\nHost: localhost",
        "GET /login?xyzzytyped=%zz HTTP/1.1\r\nHost: localhost",
        "GET /login?%00xyzzytyped&xyzzytyped=%ff HTTP/1.1\r\nHost: localhost",
        "GET //xyzzytyped/..%2f;xyzzytyped HTTP/1.1\r\nHost: localhost",
        "GET /login HTTP/xyzzytyped\r\nHost: localhost",
        "GET /login HTTP/1.1\r\nHost: xyzzytyped{}",
        "GET /login HTTP/1.1\r\nHost: localhost:xyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nxyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nxyzzy{typed}: xyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nX: xyzzytyped\u0001",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nCookie: xyzzytyped=\"xyzzytyped; ,=; {}",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nCookie: JSESSIONID=xyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nAccept: xyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nAccept-Language: xyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nRange: xyzzytyped",
        "GET /css/jalons.css HTTP/1.1\r\nHost: localhost\r\nRange: bytes=xyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nUpgrade: xyzzytyped\r\nConnection: upgrade",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: xyzzytyped\r\nX-Forwarded-Proto: xyzzytyped",
        "GET /login HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic xyzzytyped",
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: xyzzytyped",
        "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xyzzytyped",
        "POST /login HTTP/1.1\r\nHost: localhost\r\nExpect: xyzzytyped",
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: xyzzytyped",
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded; charset=xyzzytyped\r\nContent-Length: 3"
      })
  void wordsThatTheWebServerCannotRead(String request, CapturedOutput log) throws IOException {
    for (int i = 0; i < 2; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String all = request + "\r\nConnection: close\r\n\r\nxyzzytyped=%zz&\r\n";
        socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
    }
    assertThat(telling(log)).isEmpty();
  }

  /** Tomcat tells the first mistake of a kind in each day, whichever that is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.coyote.http11.Http11Processor",
        "org.apache.coyote.http11.Http11InputBuffer",
        "org.apache.tomcat.util.http.Parameters",
        "org.apache.tomcat.util.http.parser.Cookie"
      })
  void whatTheWebServerTellsOnceADayItDoesNotTell(String name) {
    assertThat(LoggerFactory.getLogger(name).isInfoEnabled()).isFalse();
  }

  private static String withParameters(Mappings.Place place) {
    List<String> pairs = new ArrayList<>(List.of("q=" + TYPED));
    place.parameters().forEach(name -> pairs.add(name + "=" + TYPED));
    return place.path(TYPED) + "?" + String.join("&", pairs);
  }

  private static void send(Visitor visitor, Mappings.Place place, String path, String... identity) {
    List<String> headers = new ArrayList<>(List.of(identity));
    for (String name :
        List.of("Jalons-Position", "Jalons-Reason", "If-Match", "Idempotency-Key", "Origin")) {
      headers.addAll(List.of(name, TYPED));
    }
    String[] all = headers.toArray(String[]::new);
    if (place.reads()) {
      visitor.get(path, all);
      return;
    }
    String body =
        "{\"%1$s\":\"%1$s\",\"id\":\"%1$s\",\"login\":\"%1$s\",\"start\":\"%1$s\",\"area\":\"%1$s\"}";
    visitor.send(place.method(), path, "application/json", body.formatted(TYPED), all);
    visitor.send(
        place.method(),
        path,
        "application/x-www-form-urlencoded",
        "student=%1$s&id=%1$s&request=%1$s&name=%1$s&%1$s".formatted(TYPED),
        all);
  }

  private static List<String> telling(CapturedOutput log) {
    return log.getAll()
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).contains(TYPED))
        .distinct()
        .toList();
  }
}
