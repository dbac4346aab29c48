package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The characters of a file: a byte that does not fit is a fault, never some other letter. */
final class XmlText {
  private static final int DECLARATION = 200;

  /** UTF-8's mark at the beginning of a file, as Latin letters. */
  private static final String MARK = "ï»¿";

  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Set<Charset> ACCEPTED =
      Set.of(
          StandardCharsets.UTF_8,
          StandardCharsets.US_ASCII,
          StandardCharsets.ISO_8859_1,
          Charset.forName("ISO-8859-15"),
          Charset.forName("windows-1252"));
  private static final List<Charset> SINGLE_BYTE =
      List.of(Charset.forName("ISO-8859-15"), Charset.forName("windows-1252"));

  private XmlText() {}

  static String decode(RosterFile file) {
    String head = head(file);
    return isMarked(head)
        ? decode(file, file.content().slice(3, file.size() - 3), StandardCharsets.UTF_8)
        : decode(file, file.content().duplicate(), declared(file, head));
  }

  /** Whether a file begins as XML does, whatever its encoding. */
  static boolean isXml(RosterFile file) {
    String head = head(file);
    return head.substring(isMarked(head) ? MARK.length() : 0).stripLeading().startsWith("<");
  }

  private static boolean isMarked(String head) {
    return head.startsWith(MARK);
  }

  private static String head(RosterFile file) {
    byte[] head = new byte[Math.min(DECLARATION, file.size())];
    file.content().get(0, head);
    return new String(head, StandardCharsets.ISO_8859_1);
  }

  private static Charset declared(RosterFile file, String head) {
    Matcher declaration = ENCODING.matcher(head);
    if (!declaration.find()) {
      return StandardCharsets.UTF_8;
    }
    String name = declaration.group(1);
    try {
      Charset charset = Charset.forName(name);
      if (ACCEPTED.contains(charset)) {
        return charset;
      }
    } catch (IllegalArgumentException e) {
      // not the name of an encoding
    }
    throw refusal(file, 1, "roster.encoding-refused", name);
  }

  static String decode(RosterFile file, ByteBuffer bytes, Charset charset) {
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = charset.newDecoder().decode(bytes, text, true);
    text.flip();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      throw refusal(file, line, "roster.encoding-wrong", charset.name());
    }
    return text.toString();
  }

  /** Whether a value was decoded by the wrong table somewhere on its way: "ZoÃ©" for "Zoé". */
  static boolean garbled(String value) {
    if (value.chars().allMatch(c -> c < 0x80)) {
      return false;
    }
    return value.chars().anyMatch(c -> (c >= 0x80 && c <= 0x9F) || c == 0xFFFD)
        || SINGLE_BYTE.stream().anyMatch(charset -> isUtf8ReadAs(charset, value));
  }

  private static boolean isUtf8ReadAs(Charset charset, String value) {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(value));
      StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Refusal refusal(
      RosterFile file, @Nullable Integer line, String key, Object... args) {
    return new Refusal(Refusal.Kind.INVALID, List.of(Fault.in(file.name(), line, null, key, args)));
  }
}
