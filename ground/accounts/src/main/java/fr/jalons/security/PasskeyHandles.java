package fr.jalons.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/**
 * What stands for an account in authenticators: random bytes, neither its id nor its login. It
 * stays when its passkeys go, so that a device replaces an old passkey by a new one.
 */
@Component
class PasskeyHandles implements PublicKeyCredentialUserEntityRepository {
  private static final int HANDLE_BYTES = 64;

  private final JdbcClient jdbc;

  PasskeyHandles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The id of the account. */
  Optional<String> account(Bytes handle) {
    return jdbc.sql("select account from security.passkey_handle where handle = ?")
        .param(handle.getBytes())
        .query(String.class)
        .optional();
  }

  @Override
  public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
    return jdbc.sql(
            """
            select a.login from security.passkey_handle h join security.account a on a.id = h.account
            where h.handle = ?
            """)
        .param(handle.getBytes())
        .query(String.class)
        .optional()
        .map(login -> entity(login, handle))
        .orElse(null);
  }

  /** Of one who has signed in; an account without a handle gets one. */
  @Override
  public @Nullable PublicKeyCredentialUserEntity findByUsername(String login) {
    jdbc.sql(
            """
            insert into security.passkey_handle (account, handle)
            select id, :handle from security.account where login = :login
            on conflict (account) do nothing
            """)
        .param("handle", Secrets.bytes(HANDLE_BYTES))
        .param("login", login)
        .update();
    return jdbc.sql(
            """
            select h.handle from security.passkey_handle h join security.account a on a.id = h.account
            where a.login = ?
            """)
        .param(login)
        .query((row, number) -> entity(login, new Bytes(row.getBytes("handle"))))
        .optional()
        .orElse(null);
  }

  /** Devices show the login to the person who chooses among their accounts. */
  private static PublicKeyCredentialUserEntity entity(String login, Bytes handle) {
    return ImmutablePublicKeyCredentialUserEntity.builder()
        .name(login)
        .displayName(login)
        .id(handle)
        .build();
  }

  @Override
  public void save(PublicKeyCredentialUserEntity entity) {
    throw new UnsupportedOperationException("A handle is made when it is looked for");
  }

  @Override
  public void delete(Bytes handle) {
    throw new UnsupportedOperationException("A handle goes with its account");
  }
}
