import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Formats all Java sources below a folder, or tells which are not formatted. A program of its own,
 * so that it runs on the JDK that compiles them, whose parser knows their syntax: Maven itself may
 * run on an older one.
 */
public final class Format {
  private static final Formatter FORMATTER = new Formatter();

  private final boolean apply;
  private final Path seen;
  private final Set<String> known;
  private final Set<String> right = ConcurrentHashMap.newKeySet();
  private final Set<String> complaints = ConcurrentHashMap.newKeySet();

  private Format(boolean apply, Path seen) throws IOException {
    this.apply = apply;
    this.seen = seen;
    this.known = Files.exists(seen) ? new HashSet<>(Files.readAllLines(seen)) : Set.of();
  }

  /** Arguments: {@code check} or {@code apply}; a folder; a file that remembers what was right. */
  public static void main(String[] args) throws IOException {
    Format format = new Format(args[0].equals("apply"), Path.of(args[2]));
    sources(Path.of(args[1])).parallelStream().forEach(format::file);
    format.end();
  }

  /** Built and hidden files are no sources. */
  private static List<Path> sources(Path folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = directory.getFileName().toString();
            boolean foreign = name.equals("target") || name.startsWith(".") && name.length() > 1;
            return foreign && !directory.equals(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  private void file(Path file) {
    try {
      String source = Files.readString(file);
      String digest = digest(source);
      if (!known.contains(digest)) {
        String right = formatted(source);
        if (!right.equals(source)) {
          wrong(file, right);
        }
        digest = digest(right);
      }
      this.right.add(digest);
    } catch (FormatterException e) {
      complaints.add(file + ": " + e.getMessage());
    } catch (IOException e) {
      complaints.add(file + ": " + e);
    }
  }

  private static String formatted(String source) throws FormatterException {
    return FORMATTER.formatSource(
        RemoveUnusedImports.removeUnusedImports(
            ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
  }

  private void wrong(Path file, String right) throws IOException {
    if (apply) {
      Files.writeString(file, right);
    } else {
      complaints.add(file + " is not formatted");
    }
  }

  private void end() throws IOException {
    if (!complaints.isEmpty()) {
      new TreeSet<>(complaints).forEach(System.err::println);
      System.err.println("To format: mvn -q -N validate -Dformat=apply");
      System.exit(1);
    }
    Files.createDirectories(seen.getParent());
    Files.write(seen, new TreeSet<>(right));
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
