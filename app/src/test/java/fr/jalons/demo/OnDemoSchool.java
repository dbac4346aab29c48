package fr.jalons.demo;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.security.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The demo school and its year, once for all tests that only look at it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Execution(ExecutionMode.SAME_THREAD)
public abstract class OnDemoSchool {
  @LocalServerPort protected int port;
  @Autowired protected JdbcClient jdbc;

  /** What the program of the demonstration shows with each request. */
  protected String bearer = "";

  /** The one whose account is demo-student. */
  protected UUID student = new UUID(0, 0);

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
    MailOfTests.in(properties);
  }

  @BeforeEach
  void arrive() {
    String basic = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8));
    String answer =
        new Visitor(port)
            .post(
                "/oauth2/token",
                Map.of("grant_type", "client_credentials", "scope", "read write operate"),
                "Authorization",
                "Basic " + basic)
            .body();
    bearer = "Bearer " + JsonPath.read(answer, "$.access_token");
    student =
        jdbc.sql("select person from security.account where login = 'demo-student'")
            .query(UUID.class)
            .single();
  }

  /** Somebody with a browser who has signed in. */
  protected Visitor person(String login) {
    Visitor visitor = new Visitor(port);
    visitor.signIn(login, "demo");
    return visitor;
  }

  /** As the program of the demonstration. */
  protected HttpResponse<String> get(String path) {
    return new Visitor(port).get(path, "Authorization", bearer);
  }
}
