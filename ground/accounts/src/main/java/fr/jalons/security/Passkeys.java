package fr.jalons.security;

import fr.jalons.platform.sealing.InstallationSeal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/**
 * The passkeys of accounts. Their labels are typed by people, and stand under the seal of the
 * installation.
 */
@Component
class Passkeys implements UserCredentialRepository {
  private static final String ALL =
      """
      select p.*, h.handle from security.passkey p
      join security.passkey_handle h on h.account = p.account
      """;

  private final JdbcClient jdbc;
  private final InstallationSeal seal;
  private final Clock clock;

  Passkeys(JdbcClient jdbc, InstallationSeal seal, Clock clock) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * A passkey as its owner sees it.
   *
   * @param id its credential id, as it can stand in a form
   * @param usedAt null: never
   */
  record Shown(String id, String label, Instant madeAt, @Nullable Instant usedAt) {}

  /** The oldest first. */
  List<Shown> of(String account) {
    return jdbc.sql("select * from security.passkey where account = ? order by made_at")
        .param(account)
        .query(
            (row, number) -> {
              OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
              return new Shown(
                  new Bytes(row.getBytes("credential_id")).toBase64UrlString(),
                  label(row),
                  row.getObject("made_at", OffsetDateTime.class).toInstant(),
                  used == null ? null : used.toInstant());
            })
        .list();
  }

  int count(String account) {
    return jdbc.sql("select count(*) from security.passkey where account = ?")
        .param(account)
        .query(Integer.class)
        .single();
  }

  /** Whether the account has this one. */
  boolean isOf(String account, Bytes id) {
    return jdbc.sql(
            "select exists (select from security.passkey where account = ? and credential_id = ?)")
        .params(account, id.getBytes())
        .query(Boolean.class)
        .single();
  }

  /** Keeps one that was verified and recorded. */
  void add(String account, CredentialRecord passkey) {
    Bytes attestation = passkey.getAttestationObject();
    jdbc.sql(
            """
            insert into security.passkey (credential_id, account, label, public_key, attestation,
              signature_count, backup_eligible, backed_up, made_at)
            values (:id, :account, :label, :key, :attestation, :count, :eligible, :backed, :now)
            on conflict do nothing
            """)
        .param("id", passkey.getCredentialId().getBytes())
        .param("account", account)
        .param("label", seal.seal(purpose(account), passkey.getLabel()))
        .param("key", passkey.getPublicKey().getBytes())
        .param("attestation", attestation == null ? null : attestation.getBytes())
        .param("count", passkey.getSignatureCount())
        .param("eligible", passkey.isBackupEligible())
        .param("backed", passkey.isBackupState())
        .param("now", now())
        .update();
  }

  void removeAll(String account) {
    jdbc.sql("delete from security.passkey where account = ?").param(account).update();
  }

  @Override
  public void delete(Bytes id) {
    jdbc.sql("delete from security.passkey where credential_id = ?").param(id.getBytes()).update();
  }

  /**
   * A passkey was used. A new one is left to {@link #add}, since its act is recorded first. A
   * device that counts its signatures must have counted on, or there are two of them.
   */
  @Override
  public void save(CredentialRecord used) {
    int counted =
        jdbc.sql(
                """
                update security.passkey
                set signature_count = :count, backed_up = :backed, last_used_at = :now
                where credential_id = :id
                  and (signature_count < :count or signature_count = 0 and :count = 0)
                """)
            .param("count", used.getSignatureCount())
            .param("backed", used.isBackupState())
            .param("now", now())
            .param("id", used.getCredentialId().getBytes())
            .update();
    if (counted == 0 && findByCredentialId(used.getCredentialId()) != null) {
      throw new IllegalArgumentException("The device has not counted on");
    }
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes id) {
    return jdbc.sql(ALL + "where p.credential_id = ?")
        .param(id.getBytes())
        .query((row, number) -> passkey(row))
        .optional()
        .orElse(null);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes handle) {
    return jdbc.sql(ALL + "where h.handle = ?")
        .param(handle.getBytes())
        .query((row, number) -> passkey(row))
        .list();
  }

  private CredentialRecord passkey(ResultSet row) throws SQLException {
    return ImmutableCredentialRecord.builder()
        .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
        .credentialId(new Bytes(row.getBytes("credential_id")))
        .userEntityUserId(new Bytes(row.getBytes("handle")))
        .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
        .attestationObject(new Bytes(row.getBytes("attestation")))
        .signatureCount(row.getLong("signature_count"))
        .uvInitialized(true)
        .transports(Set.of())
        .backupEligible(row.getBoolean("backup_eligible"))
        .backupState(row.getBoolean("backed_up"))
        .label(label(row))
        .build();
  }

  private String label(ResultSet row) throws SQLException {
    return seal.open(purpose(row.getString("account")), row.getString("label")).orElse("?");
  }

  private static String purpose(String account) {
    return "passkey:" + account;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }
}
