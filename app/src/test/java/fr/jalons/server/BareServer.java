package fr.jalons.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with parts of ours and one servlet, which does as a test tells it. */
final class BareServer implements AutoCloseable {
  private final Tomcat tomcat = new Tomcat();
  private final Connector connector;

  /** Answers a request, or fails. */
  @FunctionalInterface
  interface Answer {
    void to(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  BareServer(PunctualProtocol protocol, List<? extends Valve> valves, Answer answer) {
    try {
      Path base = Files.createTempDirectory(Path.of("target"), "bare-server").toAbsolutePath();
      tomcat.setBaseDir(base.toString());
      connector = new Connector(protocol);
      connector.setPort(0);
      connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
      tomcat.setConnector(connector);
      valves.forEach(tomcat.getEngine().getPipeline()::addValve);
      Context context = tomcat.addContext("", base.toString());
      Tomcat.addServlet(context, "answers", new Answering(answer));
      context.addServletMappingDecoded("/*", "answers");
      tomcat.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  int port() {
    return connector.getLocalPort();
  }

  /** The content of the answer to a GET with these lines of headers. */
  String get(String... headers) throws IOException {
    try (Socket socket = connect()) {
      String all =
          "GET / HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class Answering extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Answering(Answer answer) {
      this.answer = answer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      answer.to(request, response);
    }
  }
}
