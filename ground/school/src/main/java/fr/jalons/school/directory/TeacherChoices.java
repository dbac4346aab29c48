package fr.jalons.school.directory;

import fr.jalons.events.SchoolId;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.OwnSchool;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The teachers of one's school. */
@Component
class TeacherChoices implements Choices {
  private final JdbcClient jdbc;
  private final ObjectProvider<OwnSchool> own;

  TeacherChoices(JdbcClient jdbc, ObjectProvider<OwnSchool> own) {
    this.jdbc = jdbc;
    this.own = own;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return type == TeacherId.class;
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> address) {
    OwnSchool sender = own.getIfAvailable();
    SchoolId school = sender == null ? null : sender.school();
    return jdbc.sql(
            """
            select id, coalesce(usage_name, family_name) || ' ' || first_name as name
            from identity.teacher
            where listed and (:school::text is null or school = :school)
            order by coalesce(usage_name, family_name) collate "fr-x-icu", first_name collate "fr-x-icu", id
            """)
        .param("school", school == null ? null : school.uai())
        .query((row, index) -> new Choice(row.getString("id"), row.getString("name")))
        .list();
  }
}
