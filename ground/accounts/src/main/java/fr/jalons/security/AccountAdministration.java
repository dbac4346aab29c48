package fr.jalons.security;

import fr.jalons.marks.Role;
import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.commands.Receipt;
import fr.jalons.platform.refusal.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What administrators do with accounts, by page or API: each step is recorded before it counts. */
@Component
class AccountAdministration {
  /** Small letters, so that one login is not two people. */
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{2,63}");

  private final Accounts accounts;
  private final AccountRows rows;
  private final RoleGrantPolicy grantor;
  private final Invitations invitations;
  private final SecondFactors factors;
  private final Commands commands;
  private final CurrentActor actor;
  private final Demonstration demonstration;
  private final ClassCodes classCodes;

  AccountAdministration(
      Accounts accounts,
      AccountRows rows,
      RoleGrantPolicy grantor,
      Invitations invitations,
      SecondFactors factors,
      Commands commands,
      CurrentActor actor,
      Demonstration demonstration,
      ClassCodes classCodes) {
    this.accounts = accounts;
    this.rows = rows;
    this.grantor = grantor;
    this.invitations = invitations;
    this.factors = factors;
    this.commands = commands;
    this.actor = actor;
    this.demonstration = demonstration;
    this.classCodes = classCodes;
  }

  /** An account and the link that opens it; none where the same was asked for before. */
  record Invited(String id, Invitations.@Nullable Link link, Receipt receipt) {}

  /**
   * Until the log has the grant, the account is there with no roles and no way in. The link is
   * shown to the first who asks: a repetition finds the account as it is by now.
   */
  Invited invite(String login, Set<Role> roles, Scope said) {
    if (!LOGIN.matcher(login).matches()) {
      throw Refusal.invalid("login", "signin.login-form");
    }
    grantor.check(roles, said);
    Scope scope = classCodes.keys(said);
    String id = commands.idOr(null, UUID::toString);
    if (!rows.isInLog(id) && !rows.reserve(id, login)) {
      throw Refusal.conflictOn("login", "signin.login-taken");
    }
    Receipt receipt = give(id, roles, scope);
    return new Invited(id, receipt.changed() ? invitations.issueFirst(id) : null, receipt);
  }

  /**
   * As {@link #invite}, for an account whose identifier is known before, and without a link yet.
   *
   * @return false if the login is taken by another account
   */
  boolean open(String id, String login, Set<Role> roles, Scope scope) {
    grantor.check(roles, scope);
    if (!rows.reserve(id, login)) {
      return false;
    }
    give(id, roles, scope);
    return true;
  }

  /** The link of an account that this request has opened. */
  Invitations.Link firstLink(String id) {
    return invitations.issueFirst(id);
  }

  Receipt change(String id, Set<Role> roles, Scope said) {
    grantor.check(roles, said);
    Scope scope = classCodes.keys(said);
    Receipt changed =
        oneAtATime(
            id,
            roles.contains(Role.ADMINISTRATOR) ? Optional.of(scope) : Optional.empty(),
            () -> give(id, roles, scope));
    demonstration.reconsider();
    return changed;
  }

  Receipt withdraw(String id) {
    return oneAtATime(
        id,
        Optional.empty(),
        () -> {
          Account account = reached(id);
          Receipt receipt =
              commands.send(new WithdrawRoles(id, account.scope().school(), actor.id()));
          if (receipt.changed()) {
            rows.close(id);
          }
          return receipt;
        });
  }

  /**
   * A new link, for a password that was forgotten; the old one stays until the link is used. Empty
   * for a repetition: a link is shown once.
   */
  Optional<Invitations.Link> link(String id) {
    return rows.oneAtATime(
        () -> {
          Account account = reached(id);
          if (account.roles().isEmpty()) {
            throw Refusal.conflict("signin.account-withdrawn");
          }
          return invitations.issue(id);
        });
  }

  /** The password alone lets in again; sessions end, since somebody may have the device. */
  void resetSecondFactor(String id) {
    reached(id);
    factors.reset(id);
  }

  private Receipt oneAtATime(String id, Optional<Scope> administers, Supplier<Receipt> work) {
    return rows.oneAtATime(
        () -> {
          Account account = reached(id);
          boolean stays =
              administers.isPresent()
                  && (administers.get().school() == null
                      || administers.get().school().equals(account.scope().school()));
          if (!stays && rows.isLastAdministrator(account)) {
            throw Refusal.conflict("signin.last-administrator");
          }
          return work.get();
        });
  }

  private Account reached(String id) {
    Account account =
        accounts.byId(id).orElseThrow(() -> Refusal.notFound("signin.account-unknown"));
    grantor.checkReaches(account);
    return account;
  }

  private Receipt give(String id, Set<Role> roles, Scope scope) {
    Receipt receipt = commands.send(GrantRoles.of(id, roles, scope, actor.id()));
    if (receipt.changed()) {
      rows.give(id, roles, scope);
    }
    return receipt;
  }
}
