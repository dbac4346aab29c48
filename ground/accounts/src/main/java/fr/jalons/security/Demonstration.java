package fr.jalons.security;

import fr.jalons.events.SchoolId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Whether the demonstration's accounts and its program work. Their passwords are known to everyone:
 * they work on this machine only, and no longer once anybody or anything real is here. That is an
 * administrator who was named, or the roster of a school that was not brought by the demonstration
 * itself. Its end is kept in the database, and nothing takes it back.
 */
@Component("demonstration")
public class Demonstration {
  /** The fictional school. */
  static final SchoolId SCHOOL = new SchoolId("0990001X");

  private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);

  /** Whether {@code actor} is of the demonstration: ids of other accounts are UUIDs. */
  private static final String OF_DEMONSTRATION =
      """
      (%1$s like 'user:demo-%%' or (%1$s = 'client:demo'
        and not exists (select from security.client c where c.id = 'demo' and not c.demo)))
      """;

  private final JdbcClient jdbc;
  private final AccountStatusCache statuses;
  private final JwtAccountConverter holders;
  private volatile boolean on;

  Demonstration(
      BootstrapAccounts.Settings settings,
      OidcSettings outside,
      @Value("${server.address:}") String address,
      JdbcClient jdbc,
      AccountStatusCache statuses,
      JwtAccountConverter holders) {
    this.jdbc = jdbc;
    this.statuses = statuses;
    this.holders = holders;
    if (settings.namesAdministrator()) {
      end();
    }
    reconsider();
    if (settings.demo() && !isOver() && bringsRealRoster()) {
      end();
    }
    this.on = settings.demo() && !isOver() && !outside.offered() && isHereOnly(address);
    if (settings.demo() && !on) {
      LOG.info("The demonstration's accounts do not work here: see README, Run.");
    }
  }

  /**
   * Before anything listens: as long as everyone knows the passwords, only this machine reaches it.
   */
  @Configuration(proxyBeanMethods = false)
  static class Reachable {
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> fromHereOnly(
        Demonstration demonstration) {
      return server -> {
        if (demonstration.isOn()) {
          server.setAddress(InetAddress.getLoopbackAddress());
        }
      };
    }
  }

  /** Whether its accounts and its program work. */
  public boolean isOn() {
    return on;
  }

  /** By what one comes in while it is on, who sees most first. */
  public List<String> logins() {
    return BootstrapAccounts.logins();
  }

  /** What all of them have for a password. */
  public String password() {
    return BootstrapAccounts.DEMO;
  }

  /** Called whenever an account may have become an administrator's. */
  void reconsider() {
    boolean named =
        jdbc.sql(
                """
                select exists (
                  select from security.account
                  where 'administrator' = any (roles) and not demo and not pending
                    and school is distinct from ?)
                """)
            .param(SCHOOL.uai())
            .query(Boolean.class)
            .single();
    if (named) {
      end();
    }
  }

  /** Called when {@code actor} brings the roster of a school that is not the fictional one. */
  public void meetsRoster(String actor) {
    boolean its =
        jdbc.sql("select " + OF_DEMONSTRATION.formatted(":actor::text"))
            .param("actor", actor)
            .query(Boolean.class)
            .single();
    if (!its) {
      end();
    }
  }

  /** Its accounts and its program are gone at once, with their sessions and tokens. */
  private void end() {
    jdbc.sql("insert into security.demonstration_end default values on conflict do nothing")
        .update();
    jdbc.sql("delete from security.account where demo").update();
    jdbc.sql("delete from security.client where demo").update();
    statuses.forgetAll();
    holders.forgetAll();
    if (on) {
      LOG.warn("The demonstration is over: its accounts and its program are gone.");
      on = false;
    }
  }

  private boolean isOver() {
    return jdbc.sql("select exists (select from security.demonstration_end)")
        .query(Boolean.class)
        .single();
  }

  /** For installations that are older than this rule. */
  private boolean bringsRealRoster() {
    return jdbc.sql(
            """
            select exists (
              select from eventlog.event
              where type = 'planning.RosterImported' and payload ->> 'school' <> ? and not %s)
            """
                .formatted(OF_DEMONSTRATION.formatted("(metadata ->> 'actor')")))
        .param(SCHOOL.uai())
        .query(Boolean.class)
        .single();
  }

  /** No address is this machine's own, since it is then set so. */
  private static boolean isHereOnly(String address) {
    try {
      return !StringUtils.hasText(address)
          || InetAddress.getByName(address.strip()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
