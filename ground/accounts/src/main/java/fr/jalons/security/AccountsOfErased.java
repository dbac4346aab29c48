package fr.jalons.security;

import fr.jalons.platform.commands.Commands;
import fr.jalons.platform.sealing.ErasureParticipant;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The account of an erased student or guardian goes too: a login is often a name. */
@Component
class AccountsOfErased implements ErasureParticipant {
  private static final String SYSTEM = "system:jalons";

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Commands commands;

  AccountsOfErased(JdbcClient jdbc, Accounts accounts, Commands commands) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.commands = commands;
  }

  @Override
  public void erase(Set<UUID> persons) {
    for (Account account : accounts.of(persons)) {
      commands.sendAs(SYSTEM, new WithdrawRoles(account.id(), account.scope().school(), SYSTEM));
      jdbc.sql("delete from security.account where id = ?").param(account.id()).update();
    }
  }

  @Override
  public String schema() {
    return "security";
  }
}
