package fr.jalons.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.security.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The start of the README, with passwords that everyone knows, until somebody real is there. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnsafeStartTest {
  private static final String PASSWORD = "quatre vaches bleues au pré";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @Test
  @Order(1)
  void itIsReachedFromThisMachineOnly() throws IOException {
    try (Socket here = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(here.isConnected()).isTrue();
    }
    // A further address of this machine, which a server for everybody would listen on as well.
    assertThatThrownBy(() -> new Socket(InetAddress.ofLiteral("127.0.0.2"), port).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  @Order(2)
  void itsProgramBringsTheRostersOfFictionalSchoolsAndGoesOn() throws IOException {
    String token = token();
    HttpResponse<String> imported = roster(token, "0990002Y");

    assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
    assertThat(get(token, "/api/classes").statusCode()).isEqualTo(200);
    assertThat(get(token(), "/api/students?school=0990002Y").body()).contains("lastName");
  }

  @Test
  @Order(3)
  void anAdministratorWhoChoosesAPasswordEndsItWithItsSessionsAndTokens() {
    String token = token();
    Visitor player = new Visitor(port);
    player.signIn("demo-admin", "demo");
    assertThat(player.get("/api/classes").statusCode()).isEqualTo(200);
    HttpResponse<String> invited =
        player.json(
            "POST",
            "/api/accounts",
            "{\"login\":\"d.martin\",\"roles\":[\"ADMINISTRATOR\"]}",
            "X-XSRF-TOKEN",
            Visitor.csrf(player.page("/account").body()));
    assertThat(invited.statusCode()).as(invited.body()).isEqualTo(201);
    assertThat(get(token, "/api/classes").statusCode()).as("only invited").isEqualTo(200);

    String link = JsonPath.read(invited.body(), "$.link");
    String path = link.substring(link.indexOf("/invitations/"));
    Visitor martin = new Visitor(port);
    String mark = Visitor.csrf(martin.page(path).body());
    martin.post(path, Map.of("password", PASSWORD, "repeated", PASSWORD, "_csrf", mark));
    martin.signIn("d.martin", PASSWORD);

    assertThat(martin.get("/api/classes").statusCode()).isEqualTo(200);
    assertThat(player.get("/api/classes").statusCode()).isEqualTo(401);
    assertThat(get(token, "/api/classes").statusCode()).isEqualTo(401);
    assertThat(askToken().statusCode()).isEqualTo(401);
    Visitor late = new Visitor(port);
    late.signIn("demo-admin", "demo");
    assertThat(late.get("/api/classes").statusCode()).isEqualTo(401);
    assertThat(jdbc.sql("select count(*) from security.account where demo").query().singleValue())
        .isEqualTo(0L);
  }

  private HttpResponse<String> get(String token, String path) {
    return new Visitor(port).get(path, "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> askToken() {
    Map<String, String> form =
        Map.of("grant_type", "client_credentials", "client_id", "demo", "client_secret", "demo");
    return new Visitor(port).post("/oauth2/token", form);
  }

  private String token() {
    return JsonPath.read(askToken().body(), "$.access_token");
  }

  private HttpResponse<String> roster(String token, String uai) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : DemoSchool.files(2025).entrySet()) {
      String part =
          "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n"
              .formatted(file.getKey());
      body.write(part.getBytes(StandardCharsets.UTF_8));
      body.write(
          new String(file.getValue(), StandardCharsets.ISO_8859_1)
              .replace(DemoSchool.ID.uai(), uai)
              .getBytes(StandardCharsets.ISO_8859_1));
      body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.write("--b--\r\n".getBytes(StandardCharsets.UTF_8));
    return new Visitor(port)
        .send(
            "POST",
            "/api/rosters",
            "multipart/form-data; boundary=b",
            body.toByteArray(),
            "Authorization",
            "Bearer " + token);
  }
}
