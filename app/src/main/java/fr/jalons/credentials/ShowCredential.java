package fr.jalons.credentials;

import com.nimbusds.jose.jwk.ECKey;
import fr.jalons.access.RecordsInLog;
import fr.jalons.access.RecordsInLog.Step;
import fr.jalons.consultation.ShownStudents;
import fr.jalons.evaluation.Competencies;
import fr.jalons.events.RecognitionEvent.RecognitionAwarded;
import fr.jalons.events.RecognitionEvent.RecognitionKind;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.time.SchoolTime;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * A recognition as an Open Badges 3.0 credential, to be taken along. It holds what was recognised
 * and a salted digest of the student's identifier; it holds no name.
 */
@RestController
class ShowCredential {
  static final String SIGNED = "application/vc+jwt";

  private static final String READABLE = "application/ld+json";
  private static final MediaType SIGNED_TYPE = MediaType.valueOf(SIGNED);
  private static final MediaType READABLE_TYPE = MediaType.valueOf(READABLE);

  private final RecordsInLog records;
  private final Issuer issuer;
  private final StatusLists statuses;
  private final Competencies competencies;
  private final EventJson json;
  private final JdbcClient jdbc;
  private final Clock clock;

  ShowCredential(
      RecordsInLog records,
      Issuer issuer,
      StatusLists statuses,
      Competencies competencies,
      EventJson json,
      JdbcClient jdbc,
      Clock clock) {
    this.records = records;
    this.issuer = issuer;
    this.statuses = statuses;
    this.competencies = competencies;
    this.json = json;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Signed, as VC-JWT; or what it says alone, for those who would rather have {@code
   * application/ld+json}.
   */
  @GetMapping(
      path = "/api/recognitions/{recognition}/credential",
      produces = {SIGNED, READABLE})
  @Allowed(who = Who.READERS, over = Over.RECORD)
  ResponseEntity<?> credential(
      @PathVariable UUID recognition,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      HttpServletRequest request)
      throws HttpMediaTypeNotAcceptableException {
    MediaType wanted = wanted(accept);
    List<Step> steps = records.of(recognition);
    Step last =
        steps.stream()
            .filter(step -> step.event() instanceof RecognitionAwarded)
            .reduce((earlier, later) -> later)
            .orElseThrow(() -> Refusal.notFound("school.record-unknown"));
    if (StatusLists.isWithdrawn(steps)) {
      throw new Refusal(Refusal.Kind.GONE, List.of(Fault.of(null, "credentials.withdrawn")));
    }
    RecognitionAwarded said =
        json.read(
            json.opened(last.stored().payload(), RecognitionAwarded.class),
            RecognitionAwarded.class);
    ZoneId zone = SchoolTime.zone(clock, schoolOf(said));
    ShownStudents.add(request, said.student());
    Instant from = said.awardedOn().atStartOfDay(zone).toInstant();
    Subject subject = Subject.of(said);
    ECKey key = issuer.key();
    Map<String, Object> credential =
        credential(said, subject, from, statuses.entry(key.getKeyID(), last.stored().position()));
    if (wanted.equals(READABLE_TYPE)) {
      return ResponseEntity.ok().contentType(wanted).body(credential);
    }
    return ResponseEntity.ok()
        .contentType(wanted)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=" + recognition + ".vc.jwt")
        .body(
            issuer
                .sign(credential, from.getEpochSecond(), subject.id(), key)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** The one of greater weight; of both alike, the signed one. */
  private static MediaType wanted(@Nullable String accept)
      throws HttpMediaTypeNotAcceptableException {
    List<MediaType> accepted = MediaType.parseMediaTypes(accept);
    double signed = weight(accepted, SIGNED_TYPE);
    double readable = weight(accepted, READABLE_TYPE);
    if (signed == 0 && readable == 0) {
      throw new HttpMediaTypeNotAcceptableException(List.of(SIGNED_TYPE, READABLE_TYPE));
    }
    return readable > signed ? READABLE_TYPE : SIGNED_TYPE;
  }

  /** What the most specific range says that holds a type. */
  private static double weight(List<MediaType> accepted, MediaType type) {
    return accepted.isEmpty()
        ? 1
        : accepted.stream()
            .filter(range -> range.includes(type))
            .min(
                Comparator.comparing(MediaType::isWildcardType)
                    .thenComparing(MediaType::isWildcardSubtype))
            .map(MediaType::getQualityValue)
            .orElse(0.0);
  }

  /** Once they are erased, what it was for cannot be read. */
  private String schoolOf(RecognitionAwarded said) {
    return jdbc.sql("select school from identity.student where id = ?")
        .param(said.student().value())
        .query(String.class)
        .optional()
        .orElseThrow(() -> Refusal.notFound("school.record-unknown"));
  }

  private Map<String, Object> credential(
      RecognitionAwarded said, Subject subject, Instant from, Map<String, Object> status) {
    Map<String, Object> credential = new LinkedHashMap<>();
    credential.put(
        "@context",
        List.of(
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"));
    credential.put("id", "urn:uuid:" + said.recognition());
    credential.put("type", List.of("VerifiableCredential", "OpenBadgeCredential"));
    credential.put("name", said.title());
    credential.put("issuer", issuer.profile());
    credential.put("validFrom", from.toString());
    credential.put("awardedDate", from.toString());
    Map<String, Object> whose = new LinkedHashMap<>();
    whose.put("id", subject.id());
    whose.put("type", List.of("AchievementSubject"));
    whose.put("identifier", List.of(subject.identity()));
    whose.put("achievement", achievement(said));
    credential.put("credentialSubject", whose);
    credential.put("credentialStatus", status);
    return credential;
  }

  private Map<String, Object> achievement(RecognitionAwarded said) {
    String criterion = Objects.requireNonNullElse(said.criterion(), said.title());
    Map<String, Object> achievement = new LinkedHashMap<>();
    achievement.put("id", "urn:uuid:" + said.recognition() + "#achievement");
    achievement.put("type", List.of("Achievement"));
    achievement.put("achievementType", type(said.kind()));
    achievement.put("name", said.title());
    achievement.put("description", criterion);
    achievement.put("criteria", Map.of("narrative", criterion));
    String code = said.competency();
    if (code != null) {
      achievement.put(
          "alignment",
          List.of(
              Map.of(
                  "type",
                  List.of("Alignment"),
                  "targetType",
                  "CFItem",
                  "targetCode",
                  code,
                  "targetName",
                  competencies.labels().getOrDefault(code, code),
                  "targetUrl",
                  issuer.address() + "/api/frameworks")));
    }
    return achievement;
  }

  private static String type(RecognitionKind kind) {
    return switch (kind) {
      case PROGRESS, INVOLVEMENT -> "Achievement";
      case BADGE -> "Badge";
      case CERTIFICATE -> "Certificate";
    };
  }

  /**
   * Whose it is. Each credential has a salt of its own, so that two of them do not tell that they
   * are of one student.
   */
  private record Subject(String salt, byte[] digest) {
    static Subject of(RecognitionAwarded said) {
      String salt = said.recognition().toString();
      try {
        return new Subject(
            salt,
            MessageDigest.getInstance("SHA-256")
                .digest((said.student() + salt).getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /** The claims of a JWT need one, and no other address of a student is ours to give. */
    String id() {
      return "urn:uuid:" + UUID.nameUUIDFromBytes(digest);
    }

    Map<String, Object> identity() {
      return Map.of(
          "type",
          "IdentityObject",
          "hashed",
          true,
          "identityHash",
          "sha256$" + HexFormat.of().formatHex(digest),
          "identityType",
          "systemId",
          "salt",
          salt);
    }
  }
}
