package fr.jalons.printing;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A table of a page, without what is there to be pressed.
 *
 * @param caption what it is called; the title of the page where it bears no name of its own
 */
record PageTable(String caption, List<Row> rows) {

  /**
   * A row.
   *
   * @param head whether it tells what stands below it
   */
  record Row(boolean head, List<Cell> cells) {}

  /**
   * A cell.
   *
   * @param head whether it tells what stands beside or below it
   * @param columns how many it covers
   */
  record Cell(String text, boolean head, int columns) {}

  /** All tables of a page, in their order. */
  static List<PageTable> in(String html) {
    Document page = Jsoup.parse(html);
    return page.select("main table").stream().map(table -> of(table, page.title())).toList();
  }

  private static PageTable of(Element table, String title) {
    table.select("form, button, script, .d-print-none").remove();
    Element caption = table.selectFirst("> caption");
    List<Row> rows = new ArrayList<>();
    for (Element row : table.select("tr")) {
      List<Cell> cells =
          row.select("> th, > td").stream()
              .map(cell -> new Cell(cell.text(), cell.nameIs("th"), columns(cell)))
              .toList();
      rows.add(new Row(row.closest("thead") != null, cells));
    }
    return new PageTable(
        caption == null || caption.text().isBlank() ? title : caption.text(), rows);
  }

  private static int columns(Element cell) {
    String wide = cell.attr("colspan");
    return wide.matches("[1-9]\\d{0,2}") ? Integer.parseInt(wide) : 1;
  }

  /** Texts only, with an empty one for each further column of a cell. */
  List<List<String>> lines() {
    return rows.stream()
        .map(
            row -> {
              List<String> line = new ArrayList<>();
              for (Cell cell : row.cells) {
                line.add(cell.text);
                for (int more = 1; more < cell.columns; more++) {
                  line.add("");
                }
              }
              return line;
            })
        .toList();
  }
}
