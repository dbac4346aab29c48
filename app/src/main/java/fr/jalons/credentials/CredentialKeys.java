package fr.jalons.credentials;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fr.jalons.access.Visibility;
import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.InstallationSeal;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys that sign credentials (ES256), in the database for all nodes, sealed as keys of tokens
 * are. One that has served its time is replaced when the next credential is asked for; its public
 * half stays, so that what it signed can be verified for good. One that leaked is published no
 * more.
 */
@Component
public class CredentialKeys {
  private static final Duration LIFE = Duration.ofDays(365);

  private final JdbcClient jdbc;
  private final InstallationSeal seal;
  private final Visibility visibility;
  private final JsonMapper json;
  private final Clock clock;

  CredentialKeys(
      JdbcClient jdbc,
      InstallationSeal seal,
      Visibility visibility,
      JsonMapper json,
      Clock clock,
      Migrations migrated) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.visibility = visibility;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A key as operators see it.
   *
   * @param signs whether it signs what is asked for next
   * @param revokedAt null unless it leaked
   */
  public record CredentialKey(
      String kid, Instant madeAt, boolean signs, @Nullable Instant revokedAt) {}

  /** Without their secrets, the newest first. */
  public List<CredentialKey> list() {
    return visibility.asProgram(
        () -> {
          String signing = newest().map(ECKey::getKeyID).orElse("");
          return jdbc.sql(
                  """
                  select kid, made_at, revoked_at from credentials.signing_key
                  order by made_at desc, kid
                  """)
              .query(
                  (row, number) ->
                      new CredentialKey(
                          row.getString("kid"),
                          row.getTimestamp("made_at").toInstant(),
                          row.getString("kid").equals(signing),
                          instant(row.getTimestamp("revoked_at"))))
              .list();
        });
  }

  private static @Nullable Instant instant(@Nullable Timestamp moment) {
    return moment == null ? null : moment.toInstant();
  }

  /** Whether a key was revoked; empty for one that never was. */
  public Optional<Boolean> isRevoked(String kid) {
    return visibility.asProgram(
        () ->
            jdbc.sql("select revoked_at is not null from credentials.signing_key where kid = ?")
                .param(kid)
                .query(Boolean.class)
                .optional());
  }

  /** Whether a key was revoked that signed when all had the same status lists. */
  boolean commonListsAreRevoked() {
    return visibility.asProgram(
        () ->
            jdbc.sql(
                    """
                    select exists (select from credentials.signing_key
                      where common_lists and revoked_at is not null)
                    """)
                .query(Boolean.class)
                .single());
  }

  /** A key signs nothing from now on, and is published no more. Done again, nothing changes. */
  public void revoke(String kid) {
    visibility.asProgram(
        () -> {
          jdbc.sql(
                  """
                  update credentials.signing_key set secret = null, revoked_at = ?
                  where kid = ? and revoked_at is null
                  """)
              .params(Timestamp.from(clock.instant()), kid)
              .update();
          return signing();
        });
  }

  /** The key that signs what is asked for now. */
  ECKey current() {
    return visibility.asProgram(this::signing);
  }

  /** Whatever verifies: public keys, the newest first. */
  List<ECKey> known() {
    return visibility.asProgram(
        () ->
            jdbc.sql(
                    """
                    select public from credentials.signing_key where revoked_at is null
                    order by made_at desc, kid
                    """)
                .query((row, number) -> parsed(row.getString(1)))
                .list());
  }

  /**
   * What a credential says, as a compact JWS.
   *
   * @param keys the address of {@link #known}, where the header says that the key is found
   * @param key one that is {@link #current}
   */
  String sign(Map<String, Object> said, String keys, ECKey key) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(named(keys, key))
            .build();
    JWSObject credential = new JWSObject(header, new Payload(json.writeValueAsString(said)));
    try {
      credential.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("A credential could not be signed", e);
    }
    return credential.serialize();
  }

  /** How a header names a key. */
  static String named(String keys, ECKey key) {
    return keys + '#' + key.getKeyID();
  }

  private ECKey signing() {
    return newest().orElseGet(this::replace);
  }

  /** One that can be opened no more, since the store of keys was lost, signs nothing. */
  private Optional<ECKey> newest() {
    return jdbc.sql(
            """
            select kid, secret from credentials.signing_key
            where secret is not null and revoked_at is null and made_at > ? order by made_at desc, kid limit 1
            """)
        .param(Timestamp.from(clock.instant().minus(LIFE)))
        .query((row, number) -> seal.open(purpose(row.getString(1)), row.getString(2)))
        .optional()
        .flatMap(opened -> opened)
        .map(CredentialKeys::parsed);
  }

  private ECKey replace() {
    ECKey fresh = generated();
    jdbc.sql(
            "insert into credentials.signing_key (kid, public, secret, made_at) values (?, ?, ?, ?)")
        .params(
            fresh.getKeyID(),
            fresh.toPublicJWK().toJSONString(),
            seal.seal(purpose(fresh.getKeyID()), fresh.toJSONString()),
            Timestamp.from(clock.instant()))
        .update();
    jdbc.sql("update credentials.signing_key set secret = null where kid <> ? and made_at <= ?")
        .params(fresh.getKeyID(), Timestamp.from(clock.instant().minus(LIFE)))
        .update();
    return fresh;
  }

  private static String purpose(String kid) {
    return "credential-key:" + kid;
  }

  private static ECKey parsed(String jwk) {
    try {
      return ECKey.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("A stored key of credentials cannot be read", e);
    }
  }

  private static ECKey generated() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .algorithm(JWSAlgorithm.ES256)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("No key of credentials can be made", e);
    }
  }
}
