package fr.jalons.faults.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 written by hand: a client that keeps the standard cannot send what breaks it. */
final class Wire {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;

  Wire(int port) {
    this.port = port;
  }

  /** Sends a request that says {@code Connection: close}, and reads until the server closes. */
  Reply send(byte[] request) {
    long begun = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (IOException e) {
        // It has answered before it has read all of it.
      }
      return read(socket.getInputStream(), begun);
    } catch (IOException e) {
      return new Reply(0, Map.of(), e.toString(), millis(begun));
    }
  }

  private static Reply read(InputStream in, long begun) throws IOException {
    int status;
    Map<String, String> headers;
    do {
      String first = line(in);
      String[] words = first.split(" ", 3);
      if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
        throw new IOException("no HTTP: " + first);
      }
      status = Integer.parseInt(words[1]);
      headers = headers(in);
    } while (status < 200);
    byte[] body = body(in, headers);
    return new Reply(status, headers, new String(body, StandardCharsets.UTF_8), millis(begun));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.merge(
            line.substring(0, colon).toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip(),
            (one, other) -> one + "\n" + other);
      }
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      return chunks(in);
    }
    String length = headers.get("content-length");
    return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
      if (size == 0) {
        return body.toByteArray();
      }
      body.write(in.readNBytes(size));
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("cut off after: " + line);
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static long millis(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }
}
