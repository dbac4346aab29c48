package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

  private String answer(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String all = request + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
