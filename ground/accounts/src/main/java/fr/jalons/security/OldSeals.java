package fr.jalons.security;

import fr.jalons.platform.database.Migrations;
import fr.jalons.platform.sealing.InstallationSeal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Token keys and second factors once stood under keys of subjects, which an erasure could be led to
 * by their ids. What still does is moved under the seal of the installation, before anybody asks.
 */
@Component
class OldSeals {
  private final JdbcClient jdbc;
  private final InstallationSeal seal;

  OldSeals(JdbcClient jdbc, InstallationSeal seal, Migrations migrated) {
    this.jdbc = jdbc;
    this.seal = seal;
    move(
        new Place("security.token_key", "kid", "jwk"),
        kid -> "jalons:token-keys",
        "jwk",
        TokenKeys::purpose);
    move(
        new Place("signin.second_factor", "account", "sealed"),
        account -> "account:" + account,
        "totp",
        SecondFactors::purpose);
  }

  private record Place(String table, String id, String column) {}

  private record Sealed(String id, String text) {}

  private List<Sealed> sealed(String rows) {
    return jdbc.sql(rows)
        .query((row, number) -> new Sealed(row.getString("id"), row.getString("text")))
        .list();
  }

  private void move(
      Place place, UnaryOperator<String> subject, String field, UnaryOperator<String> purpose) {
    String rows =
        "select %2$s as id, %3$s as text from %1$s where %3$s like 'sealed:%%'"
            .formatted(place.table, place.id, place.column);
    String update =
        "update %1$s set %3$s = :now where %2$s = :id and %3$s = :before"
            .formatted(place.table, place.id, place.column);
    for (Sealed row : sealed(rows)) {
      UUID key = UUID.nameUUIDFromBytes(subject.apply(row.id).getBytes(StandardCharsets.UTF_8));
      seal.takeOver(key, field, row.text)
          .ifPresent(
              text ->
                  jdbc.sql(update)
                      .param("now", seal.seal(purpose.apply(row.id), text))
                      .param("id", row.id)
                      .param("before", row.text)
                      .update());
    }
  }
}
