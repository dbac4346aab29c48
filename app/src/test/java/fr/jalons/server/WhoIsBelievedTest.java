package fr.jalons.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Valve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that say where a request came from, and what this server is called. */
class WhoIsBelievedTest {
  private static final String[] FORGED = {
    "Host: evil.example",
    "X-Forwarded-For: 192.0.2.7",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Port: 444",
    "X-Forwarded-Prefix: /evil",
    "X-Forwarded-By: 192.0.2.9",
    "Forwarded: for=192.0.2.7;host=evil.example;proto=https",
    "X-Real-IP: 192.0.2.7",
    "X-Forwarded-Ssl: on"
  };

  @ParameterizedTest
  @ValueSource(strings = {"", "192.0.2.1", "10.0.0.0/8,172.16.0.0/12, 192.168.0.0/16", "::1"})
  void whoIsNotNamedIsNotBelieved(String proxies) throws Exception {
    try (BareServer server = server(proxies, "")) {
      assertThat(server.get(FORGED))
          .isEqualTo("from 127.0.0.1 at http://127.0.0.1:%d/ plain", server.port());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "192.0.2.1, 127.0.0.0/8"})
  void aNamedProxyIsBelievedAboutTheSenderAndHttpsButNotAboutOurName(String proxies)
      throws Exception {
    try (BareServer server = server(proxies, "")) {
      assertThat(server.get(FORGED))
          .startsWith("from 192.0.2.7 at https://127.0.0.1:")
          .endsWith(" secure")
          .doesNotContain("evil");
    }
  }

  @Test
  void ofManyProxiesTheLastThatIsNotNamedIsTheSender() throws Exception {
    try (BareServer server = server("127.0.0.1,192.0.2.9", "")) {
      assertThat(server.get("Host: localhost", "X-Forwarded-For: 1.1.1.1, 198.51.100.4, 192.0.2.9"))
          .startsWith("from 198.51.100.4 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://ap.school.example", "https://ap.school.example/ "})
  void theAddressOfTheInstallationDecides(String url) throws Exception {
    for (String proxies : new String[] {"", "127.0.0.1"}) {
      try (BareServer server = server(proxies, url)) {
        assertThat(server.get(FORGED)).contains(" at https://ap.school.example/ ");
        assertThat(server.get("Host: localhost")).contains(" at https://ap.school.example/ ");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:9999, http://localhost:9999/",
    "LOCALHOST, http://localhost/",
    "school.localhost:81, http://school.localhost:81/",
    "127.0.0.1:99, http://127.0.0.1:99/",
    "127.1.2.3, http://127.1.2.3/",
    "[::1]:99, http://[::1]:99/"
  })
  void withoutItNamesOfThisMachineForItselfAreTaken(String host, String url) throws Exception {
    try (BareServer server = server("", "")) {
      assertThat(server.get("Host: " + host)).containsIgnoringCase(" at " + url + " ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evillocalhost",
        "192.0.2.1",
        "[2001:db8::1]:80"
      })
  void andNoOthers(String host) throws Exception {
    try (BareServer server = server("", "")) {
      assertThat(server.get("Host: " + host))
          .contains(" at http://127.0.0.1:%d/ ".formatted(server.port()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "*", "all", "10\\..*"})
  void whatIsNoAddressIsNoProxy(String proxies) {
    assertThatThrownBy(() -> TrustedProxies.of(proxies, "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JALONS_TRUSTED_PROXIES");
  }

  @Test
  void nobodyMayBeBelievedWithoutBeingNamed() {
    assertThat(TrustedProxies.of("", "native").valve()).isEmpty();
    assertThatThrownBy(() -> TrustedProxies.of("10.0.0.1", "framework"))
        .hasMessageContaining("JALONS_TRUSTED_PROXIES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ap.school.example", "ftp://ap.school.example", "https://", "/"})
  void whatIsNoAddressOfAWebServerIsNotOurs(String url) {
    assertThatThrownBy(() -> OwnName.of(url)).isInstanceOf(IllegalArgumentException.class);
  }

  private static BareServer server(String proxies, String url) throws IOException {
    List<Valve> valves = new ArrayList<>();
    TrustedProxies.of(proxies, "none").valve().ifPresent(valves::add);
    valves.add(OwnName.of(url));
    return new BareServer(
        new PunctualProtocol(),
        valves,
        (request, response) ->
            response
                .getWriter()
                .write(
                    "from %s at %s %s"
                        .formatted(
                            request.getRemoteAddr(),
                            request.getRequestURL(),
                            request.isSecure() ? "secure" : "plain")));
  }
}
