package fr.jalons.faults.fuzz;

import fr.jalons.faults.fuzz.Attempt.Header;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Headers that belong to a request, and now and then some that do not. */
final class Headers {
  private static final Map<String, List<String>> ODD =
      Map.ofEntries(
          Map.entry(
              "Accept",
              List.of(
                  "",
                  "*/*",
                  "image/png",
                  "text/html",
                  "a",
                  "text/plain;q=9",
                  "application/xml",
                  "application/problem+xml",
                  "application/json;charset=utf-16")),
          Map.entry(
              "Accept-Language",
              List.of(
                  "en",
                  "fr;q=2",
                  "*",
                  "x".repeat(300),
                  "en-US-x-" + "a-".repeat(50),
                  "de,tlh;q=0.1",
                  "ar-u-nu-arab",
                  "th-TH-u-ca-buddhist-nu-thai",
                  "tr")),
          Map.entry(
              "Idempotency-Key",
              List.of("", " ", "k", "x".repeat(255), "x".repeat(256), "é", "\0", "k\tk")),
          Map.entry(
              "If-Match",
              List.of(
                  "*",
                  "\"1\"",
                  "1",
                  "W/\"1\"",
                  "\"-1\"",
                  "\"9223372036854775808\"",
                  "\"1\", \"2\"",
                  "\"",
                  "")),
          Map.entry("If-None-Match", List.of("*", "\"1\"", "W/\"0\"")),
          Map.entry("If-Modified-Since", List.of("yesterday", "Thu, 01 Jan 1970 00:00:00 GMT")),
          Map.entry(
              "Range",
              List.of(
                  "bytes=0-",
                  "bytes=5-1",
                  "bytes=-1",
                  "bytes=0-0,1-1,2-2",
                  "lines=1",
                  "bytes=99999999999999999999-")),
          Map.entry(
              "Jalons-Position",
              List.of("0", "1", "-1", "x", "", "1.5", "9223372036854775808", "٣")),
          Map.entry(
              "Jalons-Reason",
              List.of(
                  "Suivi",
                  "%C3%A9t%C3%A9",
                  "%",
                  "%ZZ",
                  "%00",
                  "%ED%A0%80",
                  "x".repeat(5000),
                  "<script>alert('fuzz')</script>")),
          Map.entry(
              "Authorization",
              List.of(
                  "Bearer",
                  "Bearer x",
                  "Bearer a.b.c",
                  "Basic",
                  "Basic !",
                  "Basic ZGVtbzpkZW1v",
                  "Negotiate x",
                  "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vIn0.")),
          Map.entry("Cookie", List.of("JSESSIONID=../..", "=;;=", "XSRF-TOKEN=", "a".repeat(4000))),
          Map.entry("Content-Encoding", List.of("gzip", "br", "fuzz")),
          Map.entry("Transfer-Encoding", List.of("chunked", "gzip, chunked", "identity", "fuzz")),
          Map.entry("Content-Length", List.of("0", "-1", "x", "1", "99999999999999999999")),
          Map.entry("Expect", List.of("100-continue", "fuzz")),
          Map.entry("Host", List.of("", "evil.example", "localhost:99999", "[::1", "a b")),
          Map.entry("Origin", List.of("null", "https://evil.example", "x")),
          Map.entry("X-Forwarded-For", List.of("127.0.0.1", "<b>")),
          Map.entry("X-Forwarded-Prefix", List.of("/evil", "//evil.example")),
          Map.entry("X-HTTP-Method-Override", List.of("DELETE", "TRACE")),
          Map.entry("HX-Request", List.of("true")),
          Map.entry("Upgrade", List.of("h2c", "websocket")),
          Map.entry("Last-Event-ID", List.of("-1")));
  private static final List<String> NAMES = ODD.keySet().stream().sorted().toList();
  private static final List<String> TYPES =
      List.of(
          "",
          "text/plain",
          "application/xml",
          Operation.FORM,
          Operation.FILES,
          Operation.FILES + "; boundary=" + "x".repeat(200),
          "application/json;charset=utf-7",
          "application/json;charset=utf-16",
          "application/json; charset=\"",
          "*/*",
          "application/*",
          "json",
          "application/problem+json",
          "application/x-java-serialized-object");

  private final RandomGenerator random;
  private final Pool pool;

  Headers(RandomGenerator random, Pool pool) {
    this.random = random;
    this.pool = pool;
  }

  void add(List<Header> headers, Operation operation, boolean damaged) {
    boolean page = !operation.api() && random.nextInt(5) > 0;
    put(
        headers,
        "Accept",
        page ? "text/html,application/xhtml+xml" : "application/json, */*;q=0.1");
    if (!operation.type().isEmpty() && !operation.type().equals(Operation.FILES)) {
      boolean other = damaged && random.nextInt(10) == 0;
      put(
          headers,
          "Content-Type",
          other ? TYPES.get(random.nextInt(TYPES.size())) : operation.type());
    }
    if (random.nextInt(3) == 0) {
      put(headers, "Jalons-Reason", "Suivi%20de%20l%E2%80%99AP");
    }
    if (operation.method().equals("POST") && random.nextInt(6) == 0) {
      put(headers, "Idempotency-Key", "key-" + random.nextInt(50));
    }
    String position = pool.any("positions", random);
    if (operation.method().equals("GET") && position != null && random.nextInt(20) == 0) {
      put(headers, "Jalons-Position", position);
    }
    for (int i = damaged ? random.nextInt(3) : 0; i > 0; i--) {
      if (random.nextInt(3) == 0) {
        odd(headers);
      }
    }
  }

  private void odd(List<Header> headers) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    List<String> values = ODD.getOrDefault(name, List.of(""));
    boolean any = random.nextInt(6) == 0 && !name.equals("Content-Length");
    put(headers, name, any ? Hostile.text(random) : values.get(random.nextInt(values.size())));
  }

  /** Mostly in place of the one that stands there, now and then as a second one. */
  private void put(List<Header> headers, String name, String value) {
    if (random.nextInt(30) > 0) {
      headers.removeIf(header -> header.name().equalsIgnoreCase(name));
    }
    headers.add(new Header(name, value));
  }
}
