package fr.jalons.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.ECKey;
import fr.jalons.access.RecordsInLog;
import fr.jalons.access.RecordsInLog.Step;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordEvent.RecordWithdrawn;
import fr.jalons.events.RecordKind;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Which credentials count no more, as signed Bitstring Status Lists for everyone. A credential's
 * place in them is the position in the log of what it says: no table has to give places away, and
 * what a correction has replaced is revoked like what was withdrawn. Each key has lists of its own:
 * those of a key that leaked revoke all that it signed, and nothing that is signed anew.
 */
@Component
class StatusLists {
  static final RecordKind RECOGNITION = new RecordKind("RECOGNITION");

  private static final String ADDRESS = "/credentials/status/";
  private static final String PURPOSE = "revocation";

  /** The least that a list may have: a short one would tell who its holders are. */
  private static final int PLACES = 131_072;

  private static final int BITS = 8;
  private static final int FIRST_BIT = 0x80;

  /** Anyone may ask, and the whole log is looked through. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST_KEPT = 100;

  private final RecordsInLog records;
  private final PostgresEventStorageEngine log;
  private final Issuer issuer;
  private final CredentialKeys keys;
  private final Clock clock;
  private final Cache<List<Object>, String> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

  StatusLists(
      RecordsInLog records,
      PostgresEventStorageEngine log,
      Issuer issuer,
      CredentialKeys keys,
      Clock clock) {
    this.records = records;
    this.log = log;
    this.issuer = issuer;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Where to see whether a credential counts that a key has signed, and that says what stands at a
   * position of the log.
   */
  Map<String, Object> entry(String kid, long position) {
    String list = issuer.address() + ADDRESS + kid + '/' + position / PLACES;
    String index = Long.toString(position % PLACES);
    return Map.of(
        "id",
        list + '#' + index,
        "type",
        "BitstringStatusListEntry",
        "statusPurpose",
        PURPOSE,
        "statusListIndex",
        index,
        "statusListCredential",
        list);
  }

  /** The list of what one key has signed. */
  private String list(String kid, long number) {
    boolean revoked = keys.isRevoked(kid).orElseThrow(() -> Refusal.notFound("platform.not-found"));
    return list(kid + '/' + number, number, revoked);
  }

  /** The list of what was signed before keys had lists of their own. */
  private String list(long number) {
    return list(Long.toString(number), number, keys.commonListsAreRevoked());
  }

  private String list(String name, long number, boolean all) {
    if (number < 0 || number > log.head() / PLACES) {
      throw Refusal.notFound("platform.not-found");
    }
    ECKey key = issuer.key();
    return known.get(
        List.of(issuer.address(), name, all, key.getKeyID()),
        asked -> signed(name, all ? everything() : places(number), key));
  }

  private String signed(String name, byte[] bits, ECKey key) {
    String address = issuer.address() + ADDRESS + name;
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("@context", List.of("https://www.w3.org/ns/credentials/v2"));
    said.put("id", address);
    said.put("type", List.of("VerifiableCredential", "BitstringStatusListCredential"));
    said.put("issuer", issuer.address());
    said.put("validFrom", now.toString());
    said.put(
        "credentialSubject",
        Map.of(
            "id",
            address + "#list",
            "type",
            "BitstringStatusList",
            "statusPurpose",
            PURPOSE,
            "encodedList",
            encoded(bits)));
    return issuer.sign(said, now.getEpochSecond(), address + "#list", key);
  }

  private static byte[] everything() {
    byte[] bits = new byte[PLACES / BITS];
    Arrays.fill(bits, (byte) -1);
    return bits;
  }

  private byte[] places(long number) {
    byte[] bits = new byte[PLACES / BITS];
    records.ofKind(RECOGNITION, Long.MAX_VALUE).stream()
        .flatMap(StatusLists::revoked)
        .filter(position -> position / PLACES == number)
        .map(position -> (int) (position % PLACES))
        .forEach(place -> bits[place / BITS] |= (byte) (FIRST_BIT >> place % BITS));
    return bits;
  }

  private static String encoded(byte[] bits) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 'u' + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
  }

  /** What was said of a record, but for the last word on one that stands. */
  private static Stream<Long> revoked(List<Step> steps) {
    List<Long> said =
        steps.stream()
            .filter(step -> step.event() instanceof OnRecord)
            .map(step -> step.stored().position())
            .toList();
    return said.stream().limit(isWithdrawn(steps) ? said.size() : said.size() - 1L);
  }

  static boolean isWithdrawn(List<Step> steps) {
    return steps.stream().anyMatch(step -> step.event() instanceof RecordWithdrawn);
  }

  /** For verifiers, who have no account here. */
  @RestController
  static class Endpoint {
    private final StatusLists lists;

    Endpoint(StatusLists lists) {
      this.lists = lists;
    }

    @GetMapping(path = ADDRESS + "{list}", produces = ShowCredential.SIGNED)
    @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
    byte[] list(@PathVariable long list) {
      return lists.list(list).getBytes(StandardCharsets.US_ASCII);
    }

    @GetMapping(path = ADDRESS + "{key}/{list}", produces = ShowCredential.SIGNED)
    @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
    byte[] listOf(@PathVariable String key, @PathVariable long list) {
      return lists.list(key, list).getBytes(StandardCharsets.US_ASCII);
    }
  }
}
