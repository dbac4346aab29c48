package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableRequestsTest extends HostileServer {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/%zz HTTP/1.1\r\nHost: localhost",
        "GET /api/{|} HTTP/1.1\r\nHost: localhost",
        "GET /api/a b HTTP/1.1\r\nHost: localhost",
        "GET /api/classes HTTP/1.1\r\nHost: [::1",
        "GET /api/classes HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1",
        "GET /api/classes HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked, fuzz",
        "G(T /api/classes HTTP/1.1\r\nHost: localhost"
      })
  void whatTheWebServerRefusesIsAProblemThatDoesNotNameIt(String request) throws IOException {
    String answer = answer(request);

    assertThat(answer).startsWith("HTTP/1.1 ").contains("Content-Type: application/problem+json");
    assertThat(answer).containsPattern("\"title\":\"[^\"]+\",\"status\":400");
    assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("<html", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/classes?%00=%ED%A0%80&=&a=%",
        "GET /api/classes?a=%zz",
        "GET /api/students?q=%00",
        "GET /api/students?%00=1",
        "GET /?q=%00",
        "GET /operations?q=%00",
        "GET /operations?a=%zz",
        "GET /login?a=%ff%fe"
      })
  void parametersThatAreNoneAreRefusedOrPassedOver(String request) throws IOException {
    for (String accept : new String[] {"text/html", "application/json"}) {
      String answer = answer(request + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept);

      assertThat(answer).as(accept).containsPattern("\\AHTTP/1.1 [234]\\d\\d");
    }
  }

  @Test
  void aHeaderThatIsNoneIsRefusedOnce() throws IOException {
    for (String path : new String[] {"/api/classes", "/login", "/"}) {
      String answer =
          answer("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\u0080\u0001");

      assertThat(answer).as(path).startsWith("HTTP/1.1 400").contains("\"status\":400");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/classes HTTP/1.1\r\nJalons-Position: \u00c2\u0080",
        "GET /api/frameworks HTTP/1.1\r\nJalons-Position: \u00f0\u009f\u0091\u00a9",
        "POST /api/frameworks/CPS/adoptions HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 18"
            + "\r\nIdempotency-Key: \u00e2\u0080\u008b"
      })
  void aHeaderThatIsOnlyReadInsideIsRefusedByName(String request) throws IOException {
    String name = request.replaceAll("(?s).*\r\n([A-Za-z-]+): .*", "$1");
    String answer =
        answer(
            request + "\r\nHost: localhost\r\nAuthorization: " + bearer(),
            "{\"edition\":\"2022\"}");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"" + name + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "///", "//api/classes", "/api//classes", "/%2f", "/api/%2e%2e//"})
  void anAddressOfNoPlaceIsRefused(String address) throws IOException {
    for (String accept : new String[] {"text/html", "application/json"}) {
      String answer =
          answer("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept);

      assertThat(answer).as(accept).containsPattern("\\AHTTP/1.1 40[04]").doesNotContain("\"//");
    }
  }

  @Test
  void aContentOfAllTypesOrOfNoPartsIsRefused() {
    String path = "/api/frameworks/CPS/adoptions";

    assertThat(post(path, "*/*", "{}").statusCode()).isEqualTo(415);
    assertThat(post(path, "application/*", "{}").statusCode()).isEqualTo(415);
    assertThat(post(path, "multipart/form-data", "{}").statusCode()).isEqualTo(400);
    assertThat(post(path, "multipart/form-data", "{}").body()).contains("\"status\":400");
    assertThat(post("/api/rosters", "multipart/form-data", "{}").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?%00=%ED%A0%80", "?school=%ff", "?a=%C3%28"})
  void filesAtAnAddressThatIsNoneAreRefused(String query) {
    for (String path : new String[] {"/api/rosters", "/api/clients", "/accounts"}) {
      HttpResponse<String> answer =
          post(path + query, "multipart/form-data; boundary=b", "--b--\r\n");

      assertThat(answer.statusCode()).as(path).isBetween(400, 499);
    }
  }

  @Test
  void filesOfEndlessNamesAreRefused() {
    for (String name : new String[] {"x".repeat(1000), "x".repeat(100_000), "\0", "\r\n"}) {
      String part =
          "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n1\r\n--b--\r\n";
      HttpResponse<String> answer = post("/api/rosters", "multipart/form-data; boundary=b", part);

      assertThat(answer.statusCode()).isIn(400, 413);
      assertThat(answer.body()).contains("\"status\":" + answer.statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/account/password",
        "/reasons",
        "/accounts",
        "/api/rosters",
        "/erasures",
        "/none"
      })
  void filesThatBreakOffAreRefused(String address) throws IOException {
    for (String body : new String[] {"a=b", "--b", "--b\r\nContent-Disposition: form-data"}) {
      for (String token : new String[] {bearer(), "Bearer none"}) {
        for (String accept : new String[] {"text/html", "application/json"}) {
          String answer =
              answer(
                  "POST "
                      + address
                      + " HTTP/1.1\r\nHost: localhost\r\nAccept: "
                      + accept
                      + "\r\nAuthorization: "
                      + token
                      + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 500",
                  body);

          assertThat(answer)
              .as(body + token + accept)
              .containsPattern("\\AHTTP/1.1 (302|4\\d\\d)")
              .containsPattern("\\AHTTP/1.1 302|<main|\"status\":4\\d\\d");
        }
      }
    }
  }

  @Test
  void namesOfParametersAreReadableToo() {
    assertThat(get("/api/classes?q%00=1").statusCode()).isEqualTo(400);
    assertThat(
            program
                .send(
                    "PUT", "/oauth2/token", "application/x-www-form-urlencoded", "&%=%ED%A0&=&%00")
                .statusCode())
        .isBetween(400, 499);
  }

  @Test
  void nobodyIsAnsweredInAnotherCharset() {
    for (String path : new String[] {"/actuator/health", "/api/classes", "/login"}) {
      HttpResponse<String> refused = program.get(path, "Accept", "application/json;charset=utf-16");
      assertThat(refused.statusCode()).isEqualTo(406);
      assertThat(refused.body()).contains("\"detail\":\"L’en-tête Accept");
    }
  }

  @Test
  void whatTheFirewallRefusesIsAPageForPeople() throws IOException {
    String answer = answer("GET /classes;a=b HTTP/1.1\r\nHost: localhost\r\nAccept: text/html");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("<main", "Revenir à l’accueil");
  }

  private String answer(String request) throws IOException {
    return answer(request, "");
  }

  private String answer(String request, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String all = request + "\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
