package fr.jalons.pages;

import fr.jalons.access.Permitted;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The menu: the pages that a reader may open, in groups of what people do. A new page of the menu
 * needs its address here and the words {@code page.ADDRESS} in the bundles; its rule of access says
 * who sees it.
 */
@Component("navigation")
public class Navigation {
  /** Who sees no more pages than this needs no groups. */
  private static final int FEW = 6;

  private static final List<Group> ALL =
      List.of(
          new Group("follow", "/classes", "/students", "/alerts"),
          new Group(
              "steer",
              "/school",
              "/plan",
              "/meetings",
              "/actions",
              "/partners",
              "/resources",
              "/self-assessments",
              "/surveys/reminders"),
          new Group("tell", "/publications", "/communication", "/showcases"),
          new Group("audit", "/audit", "/audit/accounts"),
          new Group(
              "administer",
              "/start",
              "/rosters",
              "/accounts",
              "/surveys/letters",
              "/erasures",
              "/operations"));

  private final Permitted permitted;

  Navigation(Permitted permitted) {
    this.permitted = permitted;
  }

  /**
   * Pages that belong together.
   *
   * @param name of its title in the bundles, below {@code app.menu}
   * @param pages their addresses
   */
  public record Group(String name, List<String> pages) {
    private Group(String name, String... pages) {
      this(name, List.of(pages));
    }
  }

  /** What the reader may open; groups of one page stand for that page. */
  public List<Group> groups() {
    List<Group> groups =
        ALL.stream()
            .map(
                group ->
                    new Group(
                        group.name(), group.pages().stream().filter(permitted::reads).toList()))
            .filter(group -> !group.pages().isEmpty())
            .toList();
    Stream<String> pages = groups.stream().flatMap(group -> group.pages().stream());
    return pages.count() > FEW ? groups : groups.stream().flatMap(Navigation::single).toList();
  }

  /** The addresses of all pages of the menu. */
  static List<String> pages() {
    return ALL.stream().flatMap(group -> group.pages().stream()).toList();
  }

  private static Stream<Group> single(Group group) {
    return group.pages().stream().map(page -> new Group(group.name(), page));
  }

  /** Whether the present page is one of these, or stands below it. */
  public boolean isIn(List<String> pages) {
    String here = here();
    return here != null && pages.stream().anyMatch(page -> isBelow(here, page));
  }

  private static boolean isBelow(String here, String page) {
    return Objects.equals(here, page) || here.startsWith(page + "/");
  }

  private static @Nullable String here() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
        ? present.getRequest().getRequestURI()
        : null;
  }

  /**
   * The words of a page in the bundles: {@code page.audit.accounts} for {@code /audit/accounts}.
   */
  public String words(String page) {
    return "page" + page.replace('/', '.');
  }
}
