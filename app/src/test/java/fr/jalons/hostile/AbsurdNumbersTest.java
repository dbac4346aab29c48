package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.security.Visitor;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Positions and numbers that are none, or far ahead, wherever anybody may send them. */
class AbsurdNumbersTest extends HostileServer {
  private static final List<String> ABSURD =
      List.of(
          "-1",
          "999999999999",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551615",
          "99999999999999999999999999",
          "1e999",
          "NaN",
          "0x7f",
          "٣",
          "",
          "9999999-12-31");

  /** Such as characters that Java's client does not send in a header. */
  private static final String SENDABLE = "[\\x21-\\x7e]+";

  private static final List<String> NUMBERED =
      List.of("Jalons-Position", "If-Match", "Range", "If-Modified-Since", "Idempotency-Key");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void inHeadersTheyNeverFail() {
    List<String> failures = new ArrayList<>();
    for (Mappings.Place place : Mappings.of(mappings)) {
      for (String number : ABSURD.stream().filter(n -> n.matches(SENDABLE)).toList()) {
        if (place.reads()) {
          String[] headers =
              NUMBERED.stream().flatMap(name -> Stream.of(name, number)).toArray(String[]::new);
          ask(place, place.path("1"), failures, headers);
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void inAddressesAndParametersTheyNeverFail() {
    List<String> failures = new ArrayList<>();
    for (Mappings.Place place : Mappings.of(mappings)) {
      for (String number : ABSURD) {
        String encoded = URLEncoder.encode(number, StandardCharsets.UTF_8);
        if (!place.pattern().contains("{") && place.parameters().isEmpty()) {
          continue;
        }
        StringBuilder path = new StringBuilder(place.path(encoded.isEmpty() ? "0" : encoded));
        String separator = "?";
        for (String name : place.parameters()) {
          path.append(separator).append(name).append('=').append(encoded);
          separator = "&";
        }
        ask(place, path.toString(), failures);
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aPositionThatTheLogHasNotReachedIsToldAtOnceAndToPeopleByAPage() {
    HttpResponse<String> problem =
        program.get("/api/classes", "Authorization", bearer(), "Jalons-Position", "999999999");
    assertThat(problem.statusCode()).isEqualTo(503);
    assertThat(problem.headers().firstValue("Retry-After")).isPresent();

    Visitor boss = new Visitor(port);
    boss.signIn("boss", "boss-password");
    HttpResponse<String> page =
        boss.get("/classes", "Accept", "text/html", "Jalons-Position", "999999999");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("<main");
    assertThat(get("/api/classes").statusCode()).isEqualTo(200);
  }

  /** Of a position that is a number, only that it is not reached can be told. */
  private static boolean isBehind(HttpResponse<String> answer) {
    return answer.statusCode() == 503
        && answer
            .request()
            .headers()
            .firstValue("Jalons-Position")
            .filter(position -> position.matches("[0-9]{1,18}"))
            .isPresent();
  }

  private void ask(Mappings.Place place, String path, List<String> failures, String... header) {
    for (boolean known : new boolean[] {false, true}) {
      List<String> headers = new ArrayList<>(List.of(header));
      headers.addAll(List.of("Accept", known ? "application/json" : "text/html"));
      if (known) {
        headers.addAll(List.of("Authorization", bearer()));
      }
      String[] all = headers.toArray(String[]::new);
      HttpResponse<String> answer =
          place.reads()
              ? program.get(path, all)
              : program.send(place.method(), path, "application/json", "{}", all);
      if (answer.statusCode() >= 500 && !isBehind(answer) || answer.body().contains("Exception")) {
        failures.add(place + " " + path + " " + headers + ": " + answer.statusCode());
      }
    }
  }
}
