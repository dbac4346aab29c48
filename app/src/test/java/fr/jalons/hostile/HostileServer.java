package fr.jalons.hostile;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.platform.testing.TestDatabase;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server that all tests of bad input share, and a program that may do everything. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "jalons.demo=false",
      "jalons.client.id=attacker",
      "jalons.client.secret=secret",
      "jalons.admin.user=boss",
      "jalons.admin.password=boss-password"
    })
@Execution(ExecutionMode.SAME_THREAD)
abstract class HostileServer {
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder().encodeToString("attacker:secret".getBytes(StandardCharsets.UTF_8));

  @LocalServerPort int port;
  Visitor program;
  private String bearer = "";

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", TestDatabase::createUrl);
  }

  @BeforeEach
  void fetchToken() {
    program = new Visitor(port);
    Map<String, String> grant =
        Map.of("grant_type", "client_credentials", "scope", "read write operate");
    String answer = program.post("/oauth2/token", grant, "Authorization", BASIC).body();
    bearer = "Bearer " + JsonPath.<String>read(answer, "$.access_token");
  }

  String bearer() {
    return bearer;
  }

  HttpResponse<String> get(String path) {
    return program.get(path, "Authorization", bearer);
  }

  HttpResponse<String> post(String path, String type, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = bearer;
    return program.send("POST", path, type, body, all);
  }

  HttpResponse<String> json(String path, String body) {
    return post(path, "application/json", body);
  }

  HttpResponse<String> upload(String file) {
    return post(
        "/api/rosters",
        "multipart/form-data; boundary=----hostile",
        "------hostile\r\nContent-Disposition: form-data; name=\"files\"; filename=\"f.xml\"\r\n\r\n"
            + file
            + "\r\n------hostile--\r\n");
  }
}
