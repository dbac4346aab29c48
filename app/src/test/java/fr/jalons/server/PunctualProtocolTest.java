package fr.jalons.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send one byte after the other, each in time for Tomcat's own timeouts. */
class PunctualProtocolTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofHours(1);

  /** Far more bytes than fit the time that a client is given. */
  private static final int PATIENCE = 1200;

  private static final int PAUSE_MILLIS = 50;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n"
      })
  void whoDripsIsCutOff(String beginning) throws Exception {
    try (BareServer server = server(SHORT, SHORT, PunctualProtocolTest::readAll)) {
      assertThat(isCutOff(server, beginning)).isTrue();
    }
  }

  @Test
  void whoDripsWhatNobodyReadsIsCutOffAfterTheAnswer() throws Exception {
    try (BareServer server = server(SHORT, SHORT, (request, response) -> response.setStatus(401))) {
      assertThat(
              isCutOff(
                  server, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"))
          .isTrue();
    }
  }

  @Test
  void filesMayTakeLonger() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    try (BareServer server =
        server(
            SHORT,
            LONG,
            (request, response) -> {
              waitUntilLate(late);
              readAll(request.getInputStream());
              response.getWriter().write("all of it");
            })) {
      String answer =
          send(
              server,
              "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 4\r\nConnection: close\r\n\r\n",
              late,
              "1234");
      assertThat(answer).contains("200", "all of it");
    }
  }

  @Test
  void whatIsDoneWithARequestMayTakeLonger() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    try (BareServer server =
        server(
            SHORT,
            SHORT,
            (request, response) -> {
              readAll(request.getInputStream());
              waitUntilLate(late);
              response.getWriter().write("done");
            })) {
      String answer =
          send(
              server,
              "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nConnection: close\r\n\r\n1234",
              late,
              "");
      assertThat(answer).contains("200", "done");
    }
  }

  @Test
  void aConnectionThatIsKeptBeginsAgainWithEachRequest() throws Exception {
    try (BareServer server = server(SHORT, SHORT, PunctualProtocolTest::readAll);
        Socket socket = server.connect()) {
      for (int i = 0; i < 3; i++) {
        write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        letTimePass(SHORT.multipliedBy(2));
        InputStream in = socket.getInputStream();
        in.skipNBytes(in.available());
      }
    }
  }

  private static BareServer server(Duration request, Duration files, BareServer.Answer answer) {
    PunctualProtocol protocol = new PunctualProtocol();
    protocol.deadlines(request, files);
    return new BareServer(protocol, List.of(), answer);
  }

  private static void readAll(
      jakarta.servlet.http.HttpServletRequest request,
      jakarta.servlet.http.HttpServletResponse response)
      throws IOException {
    readAll(request.getInputStream());
  }

  private static void readAll(InputStream in) throws IOException {
    in.transferTo(java.io.OutputStream.nullOutputStream());
  }

  /** Sends a byte whenever nothing was heard for a moment. */
  private static boolean isCutOff(BareServer server, String beginning) throws IOException {
    try (Socket socket = server.connect()) {
      socket.setSoTimeout(PAUSE_MILLIS);
      write(socket, beginning);
      for (int i = 0; i < PATIENCE; i++) {
        try {
          write(socket, "1");
          if (socket.getInputStream().read() < 0) {
            return true;
          }
        } catch (SocketTimeoutException stillThere) {
          // one more
        } catch (IOException broken) {
          return true;
        }
      }
      return false;
    }
  }

  private static String send(BareServer server, String beginning, CountDownLatch late, String rest)
      throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, beginning);
      letTimePass(SHORT.multipliedBy(4));
      late.countDown();
      write(socket, rest);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void waitUntilLate(CountDownLatch late) throws IOException {
    try {
      late.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** The deadline is the server's own clock: it has to pass. */
  private static void letTimePass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
