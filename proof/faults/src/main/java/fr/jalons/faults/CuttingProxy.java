package fr.jalons.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the writer and PostgreSQL and cuts the connection around a batch: before the
 * server hears of it, in the middle of it, or after the server has done it and before the writer
 * hears.
 */
final class CuttingProxy implements AutoCloseable {
  private static final byte[] APPEND = "eventlog.append(".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket door;
  private final int server;
  private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();

  /** Where the connection ends. */
  enum Cut {
    BEFORE,
    WITHIN,
    AFTER
  }

  CuttingProxy(int server) throws IOException {
    this.server = server;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts the next batch; false while a cut is still to come. */
  boolean cut(Cut where) {
    return next.compareAndSet(null, where);
  }

  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        Connection connection = new Connection(client, upstream);
        Thread.ofVirtual().start(connection::forward);
        Thread.ofVirtual().start(connection::back);
      } catch (IOException e) {
        // Closed, or the server is not there: the client will try again.
      }
    }
  }

  /** One connection; the writer's is known by the statement it prepares. */
  private final class Connection {
    private final Socket client;
    private final Socket upstream;
    private boolean writer;
    private volatile boolean swallow;

    Connection(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void forward() {
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = client.getInputStream();
          OutputStream out = upstream.getOutputStream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          writer = writer || contains(buffer, read);
          Cut cut = writer ? next.getAndSet(null) : null;
          if (cut == Cut.BEFORE) {
            cutOff();
            return;
          }
          swallow = swallow || cut == Cut.AFTER;
          out.write(buffer, 0, read);
          out.flush();
          if (cut == Cut.WITHIN) {
            cutOff();
            return;
          }
        }
      } catch (IOException e) {
        // One side is gone.
      }
      close();
    }

    void back() {
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = upstream.getInputStream();
          OutputStream out = client.getOutputStream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (swallow) {
            cutOff();
            return;
          }
          out.write(buffer, 0, read);
          out.flush();
        }
      } catch (IOException e) {
        // One side is gone.
      }
      close();
    }

    private void cutOff() {
      cuts.incrementAndGet();
      close();
    }

    private void close() {
      try (client;
          upstream) {
        // Both ends, whatever state they are in.
      } catch (IOException e) {
        // Then it is closed.
      }
    }
  }

  private static boolean contains(byte[] buffer, int length) {
    for (int i = 0; i <= length - APPEND.length; i++) {
      int j = 0;
      while (j < APPEND.length && buffer[i + j] == APPEND[j]) {
        j++;
      }
      if (j == APPEND.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
