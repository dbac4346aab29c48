package fr.jalons.security;

import org.springframework.security.authentication.AccountStatusException;

/**
 * The password was right, and a code or a passkey is wanted besides. It counts as a state of the
 * account, so that no other way of checking the same password is tried.
 */
final class SecondFactorNeeded extends AccountStatusException {
  private static final long serialVersionUID = 1L;

  private final transient Account account;

  SecondFactorNeeded(Account account) {
    super("A code is wanted");
    this.account = account;
  }

  Account account() {
    return account;
  }
}
