package fr.jalons.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Recognitions as credentials, verified with nothing but what is published and the JDK. */
class CredentialTest extends OnDemoSchool {
  private static final String COMPETENCY = "CPS-S1.1";

  private HttpResponse<String> post(String path, String body) {
    HttpResponse<String> answer =
        new Visitor(port).json("POST", path, body.replace('\'', '"'), "Authorization", bearer);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer;
  }

  private String awarded() {
    String body =
        "{'kind':'BADGE','title':'Badge coopération','criterion':'Aide ses camarades.','competency':'%s','awardedOn':'2026-09-15'}";
    return JsonPath.read(
        post("/api/students/" + student + "/recognitions", body.formatted(COMPETENCY)).body(),
        "$.id");
  }

  private String address(String recognition) {
    return "/api/recognitions/" + recognition + "/credential";
  }

  private String signed(String recognition) {
    HttpResponse<String> answer = get(address(recognition));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vc+jwt");
    return answer.body();
  }

  /** Without any account. */
  private String anonymous(String url) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(url).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static String json(String part) {
    return new String(decoded(part), StandardCharsets.UTF_8);
  }

  /** The payload, if the key that the header names has signed it. */
  private String verified(String jws) throws GeneralSecurityException {
    String[] parts = jws.split("\\.");
    String header = json(parts[0]);
    assertThat(JsonPath.<Map<String, Object>>read(header, "$"))
        .containsOnlyKeys("alg", "kid", "typ")
        .containsEntry("alg", "ES256")
        .containsEntry("typ", "JWT");
    String kid = JsonPath.read(header, "$.kid");
    String keys = anonymous(kid.substring(0, kid.indexOf('#')));
    List<Map<String, String>> found = JsonPath.read(keys, "$.keys[?(@.kid=='" + kid + "')]");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst()).doesNotContainKey("d");
    String said = json(parts[1]);
    assertThat(found.getFirst().get("iss")).isEqualTo(JsonPath.read(said, "$.iss"));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key(found.getFirst()));
    signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(decoded(parts[2]))).isTrue();
    signature.update((parts[0] + '.' + parts[1] + "x").getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(decoded(parts[2]))).isFalse();
    return said;
  }

  private static PublicKey key(Map<String, String> jwk) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point =
        new ECPoint(
            new BigInteger(1, decoded(jwk.getOrDefault("x", ""))),
            new BigInteger(1, decoded(jwk.getOrDefault("y", ""))));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }

  @Test
  void theFormatOfGreaterWeightIsGivenAndNoneWhereNoneIsAccepted() {
    String address = address(awarded());
    Map.of(
            "application/ld+json", "application/ld+json",
            "application/vc+jwt;q=0.1, application/ld+json;q=0.9", "application/ld+json",
            "application/ld+json;q=0.4, application/vc+jwt;q=0.5", "application/vc+jwt",
            "application/ld+json;q=0.4, */*;q=0.1", "application/ld+json",
            "application/ld+json;q=0, */*", "application/vc+jwt",
            "*/*", "application/vc+jwt",
            "application/*;q=0.2, application/vc+jwt;q=0", "application/ld+json")
        .forEach(
            (accept, type) ->
                assertThat(
                        new Visitor(port)
                            .get(address, "Authorization", bearer, "Accept", accept)
                            .headers()
                            .firstValue("Content-Type")
                            .orElse(""))
                    .as(accept)
                    .startsWith(type));
    for (String accept :
        List.of(
            "text/csv",
            "application/ld+json;q=0",
            "application/ld+json;q=0, application/vc+jwt;q=0")) {
      HttpResponse<String> refused =
          new Visitor(port).get(address, "Authorization", bearer, "Accept", accept);
      assertThat(refused.statusCode()).as(accept).isEqualTo(406);
      assertThat(refused.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(JsonPath.<String>read(refused.body(), "$.detail")).as(accept).contains("Accept");
    }
  }

  /** The fields are those that the schema of Open Badges 3.0 requires, and those of a JWT. */
  @Test
  void aRecognitionIsACredentialThatAnyoneCanVerifyAndThatNamesNobody() throws Exception {
    String recognition = awarded();
    String said = verified(signed(recognition));

    assertThat(JsonPath.<List<String>>read(said, "$.@context"))
        .startsWith("https://www.w3.org/ns/credentials/v2")
        .anyMatch(one -> one.startsWith("https://purl.imsglobal.org/spec/ob/v3p0/context-3"));
    assertThat(JsonPath.<List<String>>read(said, "$.type"))
        .containsExactly("VerifiableCredential", "OpenBadgeCredential");
    assertThat(JsonPath.<Map<String, Object>>read(said, "$.issuer"))
        .containsKeys("id", "name")
        .containsEntry("type", List.of("Profile"));
    assertThat(JsonPath.<Map<String, Object>>read(said, "$.credentialSubject.achievement"))
        .containsKeys("id")
        .containsEntry("type", List.of("Achievement"))
        .containsEntry("achievementType", "Badge")
        .containsEntry("name", "Badge coopération")
        .containsEntry("description", "Aide ses camarades.")
        .containsEntry("criteria", Map.of("narrative", "Aide ses camarades."));
    assertThat(
            JsonPath.<Map<String, Object>>read(
                said, "$.credentialSubject.achievement.alignment[0]"))
        .containsKeys("targetUrl")
        .containsEntry("type", List.of("Alignment"))
        .containsEntry("targetType", "CFItem")
        .containsEntry("targetCode", COMPETENCY)
        .doesNotContainEntry("targetName", COMPETENCY);
    assertThat(JsonPath.<List<String>>read(said, "$.credentialSubject.type"))
        .containsExactly("AchievementSubject");

    Map<String, Object> identity = JsonPath.read(said, "$.credentialSubject.identifier[0]");
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(
                (student + String.valueOf(identity.get("salt"))).getBytes(StandardCharsets.UTF_8));
    assertThat(identity)
        .containsEntry("type", "IdentityObject")
        .containsEntry("hashed", true)
        .containsEntry("identityType", "systemId")
        .containsEntry("identityHash", "sha256$" + HexFormat.of().formatHex(digest));
    Map<String, Object> named =
        jdbc.sql("select first_name, family_name from identity.student where id = ?")
            .param(student)
            .query()
            .singleRow();
    assertThat(said).doesNotContain(student.toString());
    named.values().forEach(name -> assertThat(said).doesNotContain(String.valueOf(name)));

    Instant from = Instant.parse(JsonPath.<String>read(said, "$.validFrom"));
    assertThat(JsonPath.<Map<String, Object>>read(said, "$"))
        .containsEntry("iss", JsonPath.read(said, "$.issuer.id"))
        .containsEntry("jti", JsonPath.read(said, "$.id"))
        .containsEntry("sub", JsonPath.read(said, "$.credentialSubject.id"));
    assertThat(JsonPath.<Integer>read(said, "$.nbf").longValue()).isEqualTo(from.getEpochSecond());

    HttpResponse<String> readable =
        new Visitor(port)
            .get(address(recognition), "Authorization", bearer, "Accept", "application/ld+json");
    assertThat(readable.headers().firstValue("Content-Type")).hasValue("application/ld+json");
    assertThat(JsonPath.<Object>read(readable.body(), "$.credentialSubject"))
        .isEqualTo(JsonPath.read(said, "$.credentialSubject"));
  }

  /** Lists are kept for a minute under the name of the server by which they were asked for. */
  @Test
  void whatWasCorrectedOrWithdrawnIsRevokedForVerifiers() throws Exception {
    String kept = awarded();
    String corrected = awarded();
    String withdrawn = awarded();
    List<String> given = List.of(signed(kept), signed(corrected), signed(withdrawn));
    for (String one : given) {
      assertThat(isRevoked(verified(one), "127.0.0.1")).isFalse();
    }

    post(
        "/api/records/" + corrected + "/corrections",
        "{'reason':'Niveau oublié','record':{'kind':'BADGE','title':'Niveau 2','awardedOn':'2026-09-15'}}");
    post("/api/records/" + withdrawn + "/withdrawal", "{'reason':'Mauvais élève'}");

    HttpResponse<String> gone = get(address(withdrawn));
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(gone.body()).contains("credentials.withdrawn");
    assertThat(isRevoked(verified(given.get(0)), "localhost")).isFalse();
    assertThat(isRevoked(verified(given.get(1)), "localhost")).isTrue();
    assertThat(isRevoked(verified(given.get(2)), "localhost")).isTrue();
    String again = verified(signed(corrected));
    assertThat(JsonPath.<String>read(again, "$.name")).isEqualTo("Niveau 2");
    assertThat(isRevoked(again, "localhost")).isFalse();
  }

  private boolean isRevoked(String credential, String server) throws Exception {
    Map<String, String> status = JsonPath.read(credential, "$.credentialStatus");
    assertThat(status)
        .containsEntry("type", "BitstringStatusListEntry")
        .containsEntry("statusPurpose", "revocation");
    String address = String.valueOf(status.get("statusListCredential"));
    String list = verified(anonymous(address.replace("localhost", server)));
    assertThat(JsonPath.<List<String>>read(list, "$.type"))
        .contains("BitstringStatusListCredential");
    String encoded = JsonPath.read(list, "$.credentialSubject.encodedList");
    assertThat(encoded).startsWith("u");
    byte[] bits =
        new GZIPInputStream(new ByteArrayInputStream(decoded(encoded.substring(1)))).readAllBytes();
    assertThat(bits).hasSize(16_384);
    int index = Integer.parseInt(String.valueOf(status.get("statusListIndex")));
    return (bits[index / 8] & 0x80 >> index % 8) != 0;
  }

  @Test
  void whatAReplacedKeyHasSignedStillVerifies() throws Exception {
    String recognition = awarded();
    String earlier = signed(recognition);
    jdbc.sql("update credentials.signing_key set made_at = made_at - interval '2 years'").update();

    String later = signed(recognition);
    assertThat(later.substring(0, later.indexOf('.')))
        .isNotEqualTo(earlier.substring(0, earlier.indexOf('.')));
    for (String part : List.of("$.id", "$.validFrom", "$.credentialSubject")) {
      assertThat(JsonPath.<Object>read(verified(later), part))
          .isEqualTo(JsonPath.read(verified(earlier), part));
    }
    assertThat(isRevoked(verified(earlier), "127.0.0.1")).isFalse();
    assertThat(
            jdbc.sql("select count(*) from credentials.signing_key where secret is not null")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(
            jdbc.sql("select count(*) from credentials.signing_key where secret like '%\"d\"%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void whatALeakedKeyHasSignedIsRevokedAndSignedAnewByAnother() throws Exception {
    String recognition = awarded();
    String leaked = signed(recognition);
    String said = verified(leaked);
    assertThat(isRevoked(said, "127.0.0.1")).isFalse();
    String kid = kid(leaked);
    String revocation = "/api/credential-keys/" + kid + "/revocation";
    assertThat(signing()).isEqualTo(kid);

    String csrf = Visitor.csrf(person("demo-teacher").page("/account").body());
    assertThat(person("demo-teacher").post(revocation, Map.of("_csrf", csrf)).statusCode())
        .isEqualTo(403);
    Visitor admin = person("demo-admin");
    String button = "/operations/credential-keys/" + kid + "/revocation";
    csrf = Visitor.csrf(admin.page("/operations").body());
    admin.post(button, Map.of("_csrf", csrf)); // has not said that they know what it does
    assertThat(signing()).isEqualTo(kid);
    assertThat(admin.post(button, Map.of("_csrf", csrf, "sure", "true")).statusCode())
        .isEqualTo(302);
    post(revocation, "");
    post(revocation, "");

    assertThat(admin.page("/operations").body()).contains("révoquée le", "signe les badges");
    String keys = anonymous("http://localhost:" + port + "/.well-known/jwks.json");
    assertThat(keys).doesNotContain(kid);
    assertThat(isRevoked(said, "127.0.0.1")).isTrue();
    String anew = signed(recognition);
    assertThat(kid(anew)).isNotEqualTo(kid).isEqualTo(signing());
    String later = verified(anew);
    assertThat(isRevoked(later, "127.0.0.1")).isFalse();
    assertThat(JsonPath.<Object>read(later, "$.credentialSubject"))
        .isEqualTo(JsonPath.read(said, "$.credentialSubject"));
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from eventlog.event
                    where type = 'operating.CredentialKeyRevoked' and payload::text like ?
                    """)
                .param("%" + kid + "%")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(
            jdbc.sql(
                    "select count(*) from credentials.signing_key where kid = ? and secret is null")
                .param(kid)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  /** Before keys had lists of their own, nothing tells which of them has signed what. */
  @Test
  void aLeakedKeyOfEarlierTimesRevokesAllThatWasSignedThen() throws Exception {
    String said = verified(signed(awarded()));
    Map<String, String> status = JsonPath.read(said, "$.credentialStatus");
    String common =
        String.valueOf(status.get("statusListCredential")).replaceAll("/status/[^/]+/", "/status/");
    String before = JsonPath.read(verified(anonymous(common)), "$.credentialSubject.encodedList");

    String kid = signing();
    jdbc.sql("update credentials.signing_key set common_lists = true where kid = ?")
        .param(kid)
        .update();
    post("/api/credential-keys/" + kid + "/revocation", "");

    String after = JsonPath.read(verified(anonymous(common)), "$.credentialSubject.encodedList");
    assertThat(after).isNotEqualTo(before);
    byte[] bits =
        new GZIPInputStream(new ByteArrayInputStream(decoded(after.substring(1)))).readAllBytes();
    assertThat(bits).containsOnly(-1);
    jdbc.sql("update credentials.signing_key set common_lists = false where kid = ?")
        .param(kid)
        .update();
  }

  @Test
  void aKeyThatNeverWasIsNotRevokedAndHasNoList() {
    assertThat(
            new Visitor(port)
                .json("POST", "/api/credential-keys/none/revocation", "", "Authorization", bearer)
                .statusCode())
        .isEqualTo(404);
    assertThat(new Visitor(port).get("/credentials/status/none/0").statusCode()).isEqualTo(404);
  }

  private static String kid(String jws) {
    String kid = JsonPath.read(json(jws.split("\\.")[0]), "$.kid");
    return kid.substring(kid.indexOf('#') + 1);
  }

  private String signing() {
    List<String> signing =
        JsonPath.read(get("/api/credential-keys").body(), "$[?(@.signs == true)].kid");
    assertThat(signing).hasSize(1);
    return signing.getFirst();
  }

  @Test
  void aFamilyTakesItAlongFromTheStudentsPageAndOthersDoNot() {
    String recognition = awarded();
    for (String login : List.of("demo-student", "demo-guardian", "demo-lead")) {
      assertThat(person(login).get(address(recognition)).statusCode()).as(login).isEqualTo(200);
    }
    assertThat(person("demo-guardian").page("/students/" + student).body())
        .contains(address(recognition));
    assertThat(person("demo-head").get(address(recognition)).statusCode()).isEqualTo(403);
    assertThat(person("demo-partner").get(address(recognition)).statusCode()).isEqualTo(403);
    assertThat(new Visitor(port).get(address(recognition)).statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsNoRecognitionIsNoCredentialAndAListThatIsNotBegunIsNone() {
    String elsewhere =
        JsonPath.read(
            post("/api/objectives", "{'title':'Ranger son poste','startsOn':'2026-09-01'}").body(),
            "$.id");
    assertThat(get(address(elsewhere)).statusCode()).isEqualTo(404);
    assertThat(new Visitor(port).get("/credentials/status/1000000").statusCode()).isEqualTo(404);
    assertThat(new Visitor(port).get("/credentials/status/-1").statusCode()).isEqualTo(404);
  }
}
