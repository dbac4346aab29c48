package fr.jalons.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Someone with a browser or a program: keeps cookies, follows no redirect, sends headers as told.
 */
public final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String origin;

  public Visitor(int port) {
    this.origin = "http://localhost:" + port;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  /** As {@link #get}, where the answer is no text. */
  public HttpResponse<byte[]> bytes(String path, String... headers) {
    return send(request(path, headers).GET(), BodyHandlers.ofByteArray());
  }

  public HttpResponse<String> page(String path) {
    return get(path, "Accept", "text/html,application/xhtml+xml");
  }

  public HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
    return send(form(path, form, headers));
  }

  /** As {@link #post}, where the answer is no text. */
  public HttpResponse<byte[]> postForBytes(
      String path, Map<String, String> form, String... headers) {
    return send(form(path, form, headers), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder form(String path, Map<String, String> form, String... headers) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return request(path, headers)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  /** Sends JSON, as a program or a script of a page does. */
  public HttpResponse<String> json(String method, String path, String body, String... headers) {
    return send(method, path, "application/json", body, headers);
  }

  /** Sends a body of any kind. */
  public HttpResponse<String> send(
      String method, String path, String type, String body, String... headers) {
    return send(method, path, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Sends a body of any kind and charset. */
  public HttpResponse<String> send(
      String method, String path, String type, byte[] body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  /** Fills in the login page. */
  public HttpResponse<String> signIn(String login, String password) {
    Map<String, String> form =
        Map.of("username", login, "password", password, "_csrf", csrf(page("/login").body()));
    return post("/login", form, "Accept", "text/html");
  }

  public static String csrf(String page) {
    Matcher field = CSRF.matcher(page);
    if (!field.find()) {
      throw new AssertionError("No form in " + page);
    }
    return field.group(1);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return http.send(request.build(), body);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
