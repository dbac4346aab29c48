package fr.jalons.faults.fuzz;

import fr.jalons.faults.JalonsProcess;
import fr.jalons.faults.fuzz.Attempt.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Who asks: a program, people of several roles with a session each, and strangers. */
final class Visitors {
  static final String CLIENT = "client";
  private static final String NOBODY = "nobody";
  private static final List<String> PEOPLE =
      List.of(
          "demo-teacher",
          "demo-lead",
          "demo-cpe",
          "demo-psyen",
          "demo-student",
          "demo-guardian",
          "demo-coordinator",
          "demo-head",
          "demo-admin",
          "demo-partner",
          "demo-auditor",
          "demo-analyst");
  private static final Pattern TOKEN = Pattern.compile("X-XSRF-TOKEN&quot;: &quot;([^&]+)&quot;");

  private final JalonsProcess jalons;
  private final Wire wire;
  private final Map<String, List<Header>> headers = new ConcurrentHashMap<>();

  Visitors(JalonsProcess jalons, Wire wire) throws IOException {
    this.jalons = jalons;
    this.wire = wire;
    PEOPLE.forEach(this::signIn);
    again(CLIENT);
    headers.put(NOBODY, List.of());
  }

  /** Half of all requests are a program's, which may do everything. */
  String any(RandomGenerator random) {
    int choice = random.nextInt(100);
    if (choice < 50) {
      return CLIENT;
    }
    return choice < 54 ? NOBODY : PEOPLE.get(random.nextInt(PEOPLE.size()));
  }

  List<Header> headers(String visitor) {
    return headers.getOrDefault(visitor, List.of());
  }

  /** Some requests end sessions, or are meant to. */
  synchronized void again(String visitor) throws IOException {
    if (visitor.equals(CLIENT)) {
      headers.put(CLIENT, List.of(new Header("Authorization", "Bearer " + jalons.token())));
    } else if (!visitor.equals(NOBODY)) {
      signIn(visitor);
    }
  }

  private void signIn(String login) {
    Map<String, String> cookies = new LinkedHashMap<>();
    String token = token(ask("GET", "/login", "", cookies, ""));
    ask("POST", "/login", "username=" + login + "&password=demo", cookies, token);
    token = token(ask("GET", "/", "", cookies, ""));
    headers.put(
        login, List.of(new Header("Cookie", cookie(cookies)), new Header("X-XSRF-TOKEN", token)));
  }

  /** Has a person create something by JSON; returns its id. */
  String create(String visitor, String path, String json) {
    List<Header> all = new ArrayList<>(headers(visitor));
    all.add(new Header("Content-Type", Operation.JSON));
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    Reply reply = wire.send(new Attempt(0, "", "", "POST", path, all, body, false).bytes());
    if (reply.status() != 201) {
      throw new IllegalStateException(path + " → " + reply.status() + " " + reply.body());
    }
    return JsonMapper.shared().readTree(reply.body()).path("id").asString();
  }

  private Reply ask(
      String method, String path, String form, Map<String, String> cookies, String token) {
    List<Header> all =
        List.of(
            new Header("Accept", "text/html"),
            new Header("Content-Type", Operation.FORM),
            new Header("Cookie", cookie(cookies)),
            new Header("X-XSRF-TOKEN", token));
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    Reply reply = wire.send(new Attempt(0, "", "", method, path, all, body, false).bytes());
    for (String line : reply.header("set-cookie").split("\n")) {
      String[] parts = line.split(";", 2)[0].split("=", 2);
      if (parts.length == 2) {
        cookies.put(parts[0], parts[1]);
        cookies.values().removeIf(String::isEmpty);
      }
    }
    return reply;
  }

  private static String token(Reply page) {
    Matcher token = TOKEN.matcher(page.body());
    return token.find() ? token.group(1) : "";
  }

  private static String cookie(Map<String, String> cookies) {
    return String.join(
        "; ", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList());
  }
}
