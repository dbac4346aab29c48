package fr.jalons.privacy;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A program with a token, or somebody with a browser who has signed in. */
final class Caller {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String origin;
  private String token = "";

  private Caller(int port) {
    this.origin = "http://localhost:" + port;
  }

  static Caller program(int port, String id, String secret) {
    Caller caller = new Caller(port);
    String basic = Base64.getEncoder().encodeToString((id + ':' + secret).getBytes());
    String answer =
        caller
            .send(
                HttpRequest.newBuilder(caller.at("/oauth2/token"))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "grant_type=client_credentials&scope=read+write+operate")))
            .body();
    caller.token = JsonPath.read(answer, "$.access_token");
    return caller;
  }

  static Caller person(int port, String login, String password) {
    Caller caller = new Caller(port);
    caller.form(
        "/login", Map.of("username", login, "password", password), caller.page("/login").body());
    return caller;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> page(String path) {
    return send(request(path).header("Accept", "text/html").header("Jalons-Reason", "test").GET());
  }

  /** Posts JSON, in which {@code '} stands for {@code "}. */
  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  /** As {@link #post}, and the identifier of what was made. */
  String create(String path, String json) {
    HttpResponse<String> answer = post(path, json);
    if (answer.statusCode() != 201) {
      throw new AssertionError(path + ": " + answer.statusCode() + ' ' + answer.body());
    }
    return JsonPath.read(answer.body(), "$.id");
  }

  /** Sends a form of a page that was seen before. */
  HttpResponse<String> form(String path, Map<String, String> fields, String seen) {
    Matcher csrf = CSRF.matcher(seen);
    if (!csrf.find()) {
      throw new AssertionError("No form in " + seen);
    }
    String body =
        fields.entrySet().stream()
            .map(f -> f.getKey() + '=' + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "", "&_csrf=" + csrf.group(1)));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> upload(String path, List<String> files) {
    String boundary = "----jalons";
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      body.append("--").append(boundary).append("\r\n");
      body.append(
          "Content-Disposition: form-data; name=\"files\"; filename=\"%d.xml\"\r\n\r\n"
              .formatted(i));
      body.append(files.get(i)).append("\r\n");
    }
    body.append("--").append(boundary).append("--\r\n");
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private URI at(String path) {
    return URI.create(origin + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
