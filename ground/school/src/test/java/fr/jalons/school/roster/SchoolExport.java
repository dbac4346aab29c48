package fr.jalons.school.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** An export of the school of the tests, as it stands or with something changed in it. */
public record SchoolExport(String name, String text, Charset charset) {

  /** Five pupils: one without INE, one who leaves in October. */
  public static SchoolExport students() {
    return resource("eleves.xml");
  }

  /** Three legal guardians, one of them an institution, and a neighbour who is none. */
  public static SchoolExport guardians() {
    return resource("responsables.xml");
  }

  /** Three teachers, two classes, two groups. */
  public static SchoolExport staff() {
    return resource("sts_emp.xml");
  }

  public static SchoolExport of(String name, String text) {
    return new SchoolExport(name, text, StandardCharsets.UTF_8);
  }

  private static SchoolExport resource(String name) {
    try (InputStream file = SchoolExport.class.getResourceAsStream("/roster/" + name)) {
      return of(
          name, new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with another text in place of one that must occur in it. */
  public SchoolExport with(String old, String changed) {
    if (!text.contains(old)) {
      throw new IllegalArgumentException("not in " + name + ": " + old);
    }
    return new SchoolExport(name, text.replace(old, changed), charset);
  }

  /** The same without everything from one text to the end of another, once. */
  public SchoolExport without(String from, String to) {
    int start = text.indexOf(from);
    int end = text.indexOf(to, start) + to.length();
    if (start < 0 || end < to.length()) {
      throw new IllegalArgumentException("not in " + name + ": " + from + " … " + to);
    }
    return new SchoolExport(name, text.substring(0, start) + text.substring(end), charset);
  }

  /** The same without a pupil and their classes. */
  public SchoolExport withoutStudent(String id) {
    return without("<ELEVE ELEVE_ID=\"" + id, "</ELEVE>")
        .without("<STRUCTURES_ELEVE ELEVE_ID=\"" + id, "</STRUCTURES_ELEVE>");
  }

  public SchoolExport named(String other) {
    return new SchoolExport(other, text, charset);
  }

  /** The same in another encoding, and saying so. */
  public SchoolExport in(String encoding) {
    return new SchoolExport(
        name,
        text.replaceFirst("encoding=\"[^\"]+\"", "encoding=\"" + encoding + "\""),
        Charset.forName(encoding));
  }

  public byte[] bytes() {
    return text.getBytes(charset);
  }

  public RosterFile file() {
    return RosterFile.of(name, bytes());
  }

  /** Line of the first occurrence, from 1. */
  public int lineOf(String wanted) {
    return 1 + (int) text.substring(0, text.indexOf(wanted)).chars().filter(c -> c == '\n').count();
  }
}
