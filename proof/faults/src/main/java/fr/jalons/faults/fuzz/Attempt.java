package fr.jalons.faults.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request.
 *
 * @param number with the seed, names it
 * @param operation what was to be asked for
 * @param target path and query as they go over the wire
 * @param cutShort whether it ends before its end
 */
record Attempt(
    int number,
    String operation,
    String visitor,
    String method,
    String target,
    List<Header> headers,
    byte[] body,
    boolean cutShort) {
  private static final int SHOWN = 3000;

  /** A header as it goes over the wire. */
  record Header(String name, String value) {}

  boolean has(String header) {
    return headers.stream().anyMatch(h -> h.name().equalsIgnoreCase(header));
  }

  /** What is sent: without an end of the connection the answer would have none either. */
  byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    if (!has("Host")) {
      head.append("Host: localhost\r\n");
    }
    if (body.length > 0 && !has("Content-Length") && !has("Transfer-Encoding")) {
      int length = cutShort ? body.length + 100 : body.length;
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  /** For a shell in which {@code API}, {@code TOKEN} and {@code SESSION} are set. */
  String curl() {
    StringBuilder line = new StringBuilder("curl -i --path-as-is -X " + method);
    for (Header header : headers) {
      String value =
          switch (header.name()) {
            case "Authorization" -> "Bearer $TOKEN";
            case "Cookie" -> "$SESSION";
            default -> null;
          };
      line.append(
          value == null
              ? " -H $'" + escaped(header.name() + ": " + header.value()) + "'"
              : " -H \"" + header.name() + ": " + value + "\"");
    }
    if (body.length > 0) {
      line.append(" --data-binary $'").append(escaped(body)).append("'");
    }
    line.append(" \"$API\"$'").append(escaped(target)).append("'");
    if (cutShort) {
      line.append(" # cut off before its Content-Length");
    }
    return line.toString();
  }

  private static String escaped(String text) {
    return escaped(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.length, SHOWN); i++) {
      int b = bytes[i] & 0xff;
      if (b < ' ' || b > '~' || b == '\'' || b == '\\') {
        text.append("\\x%02x".formatted(b));
      } else {
        text.append((char) b);
      }
    }
    return bytes.length > SHOWN ? text + "… (" + bytes.length + " bytes)" : text.toString();
  }
}
