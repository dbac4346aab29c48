package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.security.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Requests that call this server by a name of their own, directly or as a proxy would. */
class NameOfTheServerTest extends HostileServer {
  private static final String OTHER =
      "Host: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Prefix: /evil.example"
          + "\r\nX-Forwarded-For: 10.9.8.7\r\nForwarded: host=evil.example";

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void noAnswerRepeatsIt() throws IOException {
    for (Mappings.Place place : Mappings.of(mappings)) {
      if (place.reads()) {
        for (String identity : new String[] {"", "Authorization: " + bearer() + "\r\n"}) {
          for (String accept : new String[] {"text/html", "application/json"}) {
            String request = "GET " + place.path("1") + " HTTP/1.1\r\n" + OTHER + "\r\n" + identity;
            assertThat(answer(request + "Accept: " + accept, ""))
                .as(place + " " + accept)
                .doesNotContain("evil.example");
          }
        }
      }
    }
    for (String path : new String[] {"/.well-known/oauth-authorization-server", "/logout", "/no"}) {
      assertThat(answer("GET " + path + " HTTP/1.1\r\n" + OTHER, "")).doesNotContain("evil");
    }
  }

  @Test
  void neitherLinksNorTheIssuerOfTokensFollowIt() throws IOException {
    String own = "http://127.0.0.1:" + port;
    String body = "{\"login\":\"by.another.name\",\"roles\":[\"AUDITOR\"]}";
    String invited =
        answer(
            "POST /api/accounts HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\nAuthorization: "
                + bearer()
                + "\r\n"
                + OTHER,
            body);
    assertThat(invited).startsWith("HTTP/1.1 201").contains("\"" + own + "/invitations/");

    String form = "grant_type=client_credentials";
    String issued =
        answer(
            "POST /oauth2/token HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\nAuthorization: Basic "
                + Base64.getEncoder()
                    .encodeToString("attacker:secret".getBytes(StandardCharsets.UTF_8))
                + "\r\n"
                + OTHER,
            form);
    String token = JsonPath.read(issued.substring(issued.indexOf('{')), "$.access_token");
    String claims =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    assertThat((String) JsonPath.read(claims, "$.iss")).isEqualTo(own);
  }

  @Test
  void whoSignsInIsLedOnToThisServer() throws IOException {
    String page = answer("GET /classes HTTP/1.1\r\nAccept: text/html\r\n" + OTHER, "");
    assertThat(page).startsWith("HTTP/1.1 302").contains("Location: /login");
    assertThat(new Visitor(port).signIn("boss", "boss-password").statusCode()).isEqualTo(302);
  }

  private String answer(String request, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String all = request.stripTrailing() + "\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
      return answer;
    }
  }
}
