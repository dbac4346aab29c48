package fr.jalons.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.access.PlantedRules;
import fr.jalons.demo.DemoDatabase;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Programs that fetch tokens, and people who let them, on one server for several tests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({SecurityTest.Planted.class, PlantedRules.class})
@Execution(ExecutionMode.SAME_THREAD)
public abstract class OnPrograms {
  static final String ALL = "read write operate";
  static final String ACTOR = "/api/planted/actor";
  static final String BACK = "http://127.0.0.1:9/back";
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk-and-longer";

  @LocalServerPort int port;
  Visitor visitor;
  String operator;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    DemoDatabase.in(properties);
  }

  @BeforeEach
  void arrive() {
    visitor = new Visitor(port);
    operator = token("demo", "demo", ALL);
  }

  static String publicClient(String id) {
    return "{\"id\":\"%s\",\"scopes\":[\"read\"],\"redirectUris\":[\"%s\"],\"confidential\":false,\"trusted\":true}"
        .formatted(id, BACK);
  }

  /** Registers a program that acts for people, of one school or all, and gives back its id. */
  public static String registered(int port, String operator, String id, @Nullable String school) {
    String body =
        "{\"id\":\"%s\",\"school\":%s,\"redirectUris\":[\"%s\"],\"confidential\":false}"
            .formatted(id, school == null ? "null" : '"' + school + '"', BACK);
    HttpResponse<String> answer =
        new Visitor(port).json("POST", "/api/clients", body, "Authorization", "Bearer " + operator);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return id;
  }

  /** The token of a program in the name of a person who has signed in, and consents. */
  public static String tokenOf(int port, Visitor person, String client, String scope) {
    String body = exchange(new Visitor(port), client, code(person, client, scope), VERIFIER).body();
    return JsonPath.read(body, "$.access_token");
  }

  /** What the browser of demo-teacher brings back. */
  String code(String client, String scope) {
    visitor.signIn("demo-teacher", "demo");
    return code(visitor, client, scope);
  }

  /** What the browser of a person brings back, who consents if asked. */
  static String code(Visitor person, String client, String scope) {
    String location = location(person.page(authorize(client, scope, BACK)));
    if (location.contains("/oauth2/consent")) {
      location = location(consent(person, client, state(location), scope));
    }
    assertThat(location).startsWith(BACK).contains("state=s");
    Matcher code = Pattern.compile("code=([^&]+)").matcher(location);
    assertThat(code.find()).as(location).isTrue();
    return code.group(1);
  }

  /** The person's answer on the page that asks for consent. */
  static HttpResponse<String> consent(Visitor person, String client, String state, String scope) {
    return person.send(
        "POST",
        "/oauth2/authorize",
        "application/x-www-form-urlencoded",
        "client_id="
            + client
            + "&state="
            + encoded(state)
            + Arrays.stream(scope.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> "&scope=" + word)
                .collect(Collectors.joining()),
        "Accept",
        "text/html");
  }

  static String state(String location) {
    Matcher state = Pattern.compile("state=([^&]+)").matcher(location);
    assertThat(state.find()).as(location).isTrue();
    return URLDecoder.decode(state.group(1), StandardCharsets.UTF_8);
  }

  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  static String authorize(String client, String scope, String back) {
    return "/oauth2/authorize?response_type=code&client_id="
        + client
        + "&scope="
        + encoded(scope)
        + "&state=s&redirect_uri="
        + encoded(back)
        + "&code_challenge_method=S256&code_challenge="
        + challenge();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String challenge() {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> exchange(String client, String code, String verifier) {
    return exchange(visitor, client, code, verifier);
  }

  private static HttpResponse<String> exchange(
      Visitor program, String client, String code, String verifier) {
    return program.post(
        "/oauth2/token",
        Map.of(
            "grant_type", "authorization_code",
            "client_id", client,
            "redirect_uri", BACK,
            "code", code,
            "code_verifier", verifier));
  }

  String register(String body) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    String secret = JsonPath.read(answer.body(), "$.secret");
    return String.valueOf(secret);
  }

  HttpResponse<String> post(String body) {
    return visitor.json("POST", "/api/clients", body, "Authorization", "Bearer " + operator);
  }

  void assertFault(String body, String field) {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("application/problem+json");
    assertThat(answer.body()).contains('"' + field);
  }

  int remove(String id) {
    return visitor
        .json("DELETE", "/api/clients/" + id, "", "Authorization", "Bearer " + operator)
        .statusCode();
  }

  HttpResponse<String> get(String path, String token) {
    return visitor.get(path, "Authorization", "Bearer " + token);
  }

  String token(String id, String secret, String scope) {
    return JsonPath.read(fetch(id, secret, scope).body(), "$.access_token");
  }

  HttpResponse<String> fetch(String id, String secret, String scope) {
    Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
    if (!scope.isEmpty()) {
      form.put("scope", scope);
    }
    String basic =
        Base64.getEncoder().encodeToString((id + ':' + secret).getBytes(StandardCharsets.UTF_8));
    return visitor.post("/oauth2/token", form, "Authorization", "Basic " + basic);
  }
}
