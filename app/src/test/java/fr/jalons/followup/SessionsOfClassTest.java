package fr.jalons.followup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that lists the sessions of a class. */
class SessionsOfClassTest extends OnDemoSchool {
  @Test
  void listsThoseOfTheGroupsInWhichItsStudentsAreAndNoOthers() {
    List<String> ofIts = ids("like");
    List<String> ofOthers = ids("not like");
    assertThat(ofIts).isNotEmpty();
    assertThat(ofOthers).isNotEmpty();

    String page = person("demo-teacher").page("/sessions?class=1CAPPSR&school=0990001X").body();

    assertThat(page).contains(ofIts).doesNotContain(ofOthers);
  }

  private List<String> ids(String condition) {
    return jdbc.sql(
            "select id::text from delivery.session where kind = 'GROUP' and code "
                + condition
                + " 'AP.1CAPPSR.%'")
        .query(String.class)
        .list();
  }
}
