package fr.jalons.school.roster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives and workbooks of the tests, in memory. */
public final class Zipped {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private Zipped() {}

  public static Zipped with(String path, byte[] content) {
    return new Zipped().and(path, content);
  }

  /** A workbook with one sheet, whose rows are XML as Excel writes it. */
  public static Zipped workbook(String rows) {
    return workbook("<workbookPr/>", rows);
  }

  static Zipped workbook(String properties, String... sheets) {
    StringBuilder names = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    Zipped workbook = new Zipped();
    for (int i = 1; i <= sheets.length; i++) {
      names.append("<sheet name='S%d' sheetId='%d' r:id='rId%d'/>".formatted(i, i, i));
      relations.append(
          ("<Relationship Id='rId%d' Target='worksheets/sheet%d.xml' Type='http://schemas."
                  + "openxmlformats.org/officeDocument/2006/relationships/worksheet'/>")
              .formatted(i, i));
      workbook.and(
          "xl/worksheets/sheet%d.xml".formatted(i),
          xml(
              "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                  + "<sheetData>%s</sheetData></worksheet>",
              sheets[i - 1]));
    }
    return workbook
        .and("[Content_Types].xml", xml("%s", contentTypes(sheets.length)))
        .and(
            "_rels/.rels",
            xml(
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                    + "%s</Relationships>",
                "<Relationship Id='rId1' Target='xl/workbook.xml' Type='http://schemas."
                    + "openxmlformats.org/officeDocument/2006/relationships/officeDocument'/>"))
        .and(
            "xl/_rels/workbook.xml.rels",
            xml(
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                    + "%s</Relationships>",
                relations.toString()))
        .and(
            "xl/workbook.xml",
            xml(
                "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r="
                    + "'http://schemas.openxmlformats.org/officeDocument/2006/relationships'>%s"
                    + "</workbook>",
                properties + "<sheets>" + names + "</sheets>"));
  }

  private static String contentTypes(int sheets) {
    StringBuilder types =
        new StringBuilder(
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                + "<Default Extension='xml' ContentType='application/xml'/><Override PartName="
                + "'/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument."
                + "spreadsheetml.sheet.main+xml'/>");
    for (int i = 1; i <= sheets; i++) {
      types.append(
          ("<Override PartName='/xl/worksheets/sheet%d.xml' ContentType='application/vnd."
                  + "openxmlformats-officedocument.spreadsheetml.worksheet+xml'/>")
              .formatted(i));
    }
    return types + "</Types>";
  }

  private static byte[] xml(String frame, String content) {
    return ("<?xml version='1.0' encoding='UTF-8'?>" + frame.formatted(content))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A row of texts; what begins with # is a number. */
  public static String row(int number, String... cells) {
    StringBuilder row = new StringBuilder("<row r='" + number + "'>");
    for (int i = 0; i < cells.length; i++) {
      String at = (char) ('A' + i) + Integer.toString(number);
      String cell = cells[i];
      row.append(
          cell.startsWith("#")
              ? "<c r='%s'><v>%s</v></c>".formatted(at, cell.substring(1))
              : "<c r='%s' t='inlineStr'><is><t>%s</t></is></c>".formatted(at, cell));
    }
    return row + "</row>";
  }

  public Zipped and(String path, byte[] content) {
    entries.put(path, content);
    return this;
  }

  public RosterFile as(String name) {
    return RosterFile.of(name, bytes());
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
