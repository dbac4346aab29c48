package fr.jalons.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fr.jalons.demo.OnDemoSchool;
import fr.jalons.security.Visitor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** On the demo school: the menu leads everyone to the pages that are theirs. */
class NavigationTest extends OnDemoSchool {
  /** Pages of one word that other pages and the footer lead to, and the home page of staff. */
  private static final Set<String> ELSEWHERE =
      Set.of("/", "/accessibilite", "/day", "/login", "/account", "/reasons", "/sessions");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void everyPageOfOneWordIsInTheMenu() {
    Set<String> pages =
        mappings.getHandlerMethods().keySet().stream()
            .filter(of -> of.getMethodsCondition().getMethods().contains(RequestMethod.GET))
            .map(RequestMappingInfo::getPathPatternsCondition)
            .flatMap(paths -> paths == null ? Stream.empty() : paths.getPatterns().stream())
            .map(Object::toString)
            .filter(path -> path.matches("/[a-z-]*"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(pages).contains("/plan");
    pages.removeAll(ELSEWHERE);
    assertThat(pages).isSubsetOf(Navigation.pages());
  }

  @Test
  void whoReadsFewPagesSeesThemAtOnceAndOthersSeeGroups() {
    assertThat(menu(person("demo-guardian")))
        .contains("/plan", "/publications")
        .doesNotContain("/classes");
    Visitor teacher = person("demo-teacher");
    assertThat(menu(teacher)).contains("/classes", "/students", "/plan").doesNotContain("/rosters");
    assertThat(teacher.page("/plan").body())
        .contains("dropdown-toggle active", "href=\"/plan\" aria-current=\"true\"");
    assertThat(menu(person("demo-admin"))).contains("/rosters", "/operations");
  }

  private static List<String> menu(Visitor visitor) {
    String page = visitor.page("/account").body();
    return Pattern.compile("href=\"(/[^\"]*)\"")
        .matcher(page.substring(page.indexOf("<nav"), page.indexOf("</nav>")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
