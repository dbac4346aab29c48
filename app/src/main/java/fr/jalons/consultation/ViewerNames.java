package fr.jalons.consultation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What those who looked or did something are called today: the log holds no name. */
@Component
public class ViewerNames {
  private static final String PERSON = "user:";
  private static final String PROGRAM = "client:";

  private final JdbcClient jdbc;
  private final MessageSource words;

  ViewerNames(JdbcClient jdbc, MessageSource words) {
    this.jdbc = jdbc;
    this.words = words;
  }

  /**
   * The name of each who is a teacher of the roster, and what they are; none for accounts that are
   * gone.
   */
  public Map<String, String> names(List<String> viewers) {
    Map<String, String> names = new HashMap<>();
    names.put("system:jalons", word("audit.system"));
    names.put("system:environment", word("audit.environment"));
    viewers.stream()
        .filter(viewer -> viewer.startsWith(PROGRAM))
        .forEach(
            viewer ->
                names.put(
                    viewer, word("consultation.program", viewer.substring(PROGRAM.length()))));
    jdbc.sql(
            """
            select a.id, a.roles, coalesce(t.usage_name, t.family_name) || ' ' || t.first_name as name
            from security.account a left join identity.teacher t on t.id = a.person
            where a.id = any (?)
            """)
        .param(
            viewers.stream()
                .filter(viewer -> viewer.startsWith(PERSON))
                .map(viewer -> viewer.substring(PERSON.length()))
                .toArray(String[]::new))
        .query((row, number) -> names.put(PERSON + row.getString("id"), name(row)))
        .list();
    return names;
  }

  private String name(ResultSet row) throws SQLException {
    String roles =
        Stream.of((String[]) row.getArray("roles").getArray())
            .map(role -> word("role." + role.toUpperCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    String name = row.getString("name");
    return name == null ? roles : name + " (" + roles + ')';
  }

  private String word(String key, Object... args) {
    String found = words.getMessage(key, args, key, LocaleContextHolder.getLocale());
    return found == null ? key : found;
  }
}
