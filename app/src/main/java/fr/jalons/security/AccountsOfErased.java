package fr.jalons.security;

import fr.jalons.privacy.AlsoErases;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The account of an erased student or guardian goes too: a login is often a name. */
@Component
class AccountsOfErased implements AlsoErases {
  private final JdbcClient jdbc;

  AccountsOfErased(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void erase(Set<UUID> persons) {
    int deleted =
        jdbc.sql("delete from security.account where person = any (?)")
            .param(persons.toArray(UUID[]::new))
            .update();
    if (deleted > 0) {
      jdbc.sql("vacuum full security.account").update();
    }
  }
}
