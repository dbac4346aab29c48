package fr.jalons.pages;

import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Role;
import fr.jalons.marks.Who;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The statement that French law asks for. What it says was checked stands in a file that the test
 * of accessible pages writes, and compares with what it looks at.
 */
@Controller
class AccessibilityPage {
  private static final String FILE = "accessibility/checked.properties";

  private final Checked checked;

  AccessibilityPage() {
    try {
      this.checked = Checked.of(PropertiesLoaderUtils.loadProperties(new ClassPathResource(FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What tests look at.
   *
   * @param axe its version
   * @param rules tags of its rules
   * @param widths of the page in CSS pixels; axe looks at the first and the last
   */
  record Checked(
      LocalDate on, String axe, List<String> rules, List<Integer> widths, List<Pages> pages) {

    static Checked of(Properties said) {
      List<Pages> pages = new ArrayList<>();
      for (Role role : Role.values()) {
        String kinds = said.getProperty("pages." + role);
        if (kinds != null) {
          pages.add(new Pages(role, List.of(kinds.split(" "))));
        }
      }
      return new Checked(
          LocalDate.parse(said.getProperty("on")),
          said.getProperty("axe"),
          List.of(said.getProperty("rules").split(" ")),
          Stream.of(said.getProperty("widths").split(" ")).map(Integer::valueOf).toList(),
          List.copyOf(pages));
    }
  }

  /**
   * Pages of one role that another's have not shown.
   *
   * @param kinds their addresses, with a star for what is one of many
   */
  record Pages(Role role, List<String> kinds) {}

  @GetMapping("/accessibilite")
  @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
  String statement(Model model) {
    model.addAttribute("checked", checked);
    return "pages/accessibility";
  }
}
