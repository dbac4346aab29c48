package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is small and grows, or is large from the beginning, is refused without much ado. */
class HostileBodiesTest extends HostileServer {
  private static final String NEEDS = "/api/students/00000000-0000-0000-0000-000000000001/needs";
  private static final int LARGE = 10_000_000;

  @ParameterizedTest
  @ValueSource(strings = {NEEDS, "/api/sessions", "/api/surveys", "/api/rosters"})
  void nestingWithoutEndIsRefused(String path) {
    refused(() -> json(path, "[".repeat(100_000)));
    refused(() -> json(path, "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)));
    refused(
        () -> json(path, "{\"description\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
  }

  @Test
  void tenMegabytesAreRefusedWhateverTheyHold() {
    refused(() -> json(NEEDS, "{\"description\":\"" + "x".repeat(LARGE) + "\"}"));
    refused(() -> json(NEEDS, "{\"x\":[" + "1,".repeat(LARGE / 2) + "1]}"));
    refused(() -> json(NEEDS, "{" + "\"aaaa\":0,".repeat(LARGE / 9) + "\"a\":0}"));
    refused(() -> json(NEEDS, " ".repeat(LARGE) + "{}"));
    refused(() -> json(NEEDS, "{\"x\":1" + "0".repeat(LARGE) + "}"));
    refused(() -> json(NEEDS, "{\"" + "x".repeat(LARGE) + "\":1}"));
    refused(() -> post("/api/log/verifications", "text/plain", "x".repeat(LARGE)));
    refused(() -> upload("<BEE_ELEVES>" + "x".repeat(LARGE)));
  }

  @Test
  void aLargeFormIsNotRead() {
    HttpResponse<String> answer =
        post("/login", "application/x-www-form-urlencoded", "username=" + "x".repeat(LARGE));

    assertThat(answer.statusCode()).isBetween(300, 499);
  }

  @Test
  void bombsOfXmlAreNotLit() {
    refused(
        () ->
            upload(
                "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><BEE_ELEVES>&b;</BEE_ELEVES>"));
    refused(() -> upload("<BEE_ELEVES A='" + "x".repeat(LARGE) + "'/>"));
    refused(() -> upload("<BEE_ELEVES " + "a='1' ".repeat(2) + "/>"));
    refused(() -> upload("<BEE_ELEVES>" + "<a>".repeat(1_000_000)));
    refused(() -> upload("<" + "a".repeat(LARGE) + "/>"));
    refused(() -> upload("<BEE_ELEVES><!--" + "x".repeat(LARGE)));
  }

  @Test
  void archivesAreNotUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("eleves.xml"));
      zip.write(new byte[LARGE]);
      zip.closeEntry();
    }
    assertThat(packed.size()).isLessThan(LARGE / 500);
    refused(() -> upload(packed.toString(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void packedBodiesAreNotUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[LARGE]);
    }
    refused(
        () ->
            post(
                NEEDS,
                "application/json",
                packed.toString(StandardCharsets.ISO_8859_1),
                "Content-Encoding",
                "gzip"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTF-16", "utf-7", "ISO-8859-1", "nonsense", "\"", "UTF-8; charset=UTF-16"})
  void otherCharsetsThanThoseOfJsonAreRefusedOrReadAsIfTheyWereNotSaid(String charset) {
    refused(() -> post(NEEDS, "application/json; charset=" + charset, "{\"description\":\"é\"}"));
  }

  @Test
  void bytesOfAnotherEncodingAreRefused() {
    String utf16 =
        new String("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE), Charset.forName("UTF-8"));
    refused(() -> json(NEEDS, utf16 + "\ud83d"));
  }

  private static void refused(Supplier<HttpResponse<String>> request) {
    long begun = System.nanoTime();
    HttpResponse<String> answer = request.get();

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
  }
}
