package fr.jalons.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP where a request has come in after so much time, or its connection is closed. Tomcat's own
 * timeouts begin again with each byte. Only reading counts: what is done with a request may take
 * longer. Public and without arguments, as Tomcat makes it by its name.
 */
public final class PunctualProtocol extends Http11NioProtocol {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Set<Punctual> underWay = ConcurrentHashMap.newKeySet();
  private Duration longest = Duration.ofMinutes(1);
  private Duration longestOfFiles = Duration.ofMinutes(10);

  /** From the first byte to the last, without files and with them. */
  void deadlines(Duration request, Duration files) {
    longest = request;
    longestOfFiles = files;
  }

  @Override
  protected Processor createProcessor() {
    return new Punctual(this, getAdapter());
  }

  @Override
  public void start() throws Exception {
    super.start();
    getUtilityExecutor()
        .scheduleWithFixedDelay(
            () -> underWay.forEach(Punctual::closeIfLate),
            LOOK_AGAIN.toMillis(),
            LOOK_AGAIN.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static final class Punctual extends Http11Processor {
    private final PunctualProtocol protocol;
    private volatile @Nullable SocketWrapperBase<?> connection;

    /** Whether somebody waits for the content of the request. */
    private volatile boolean reading;

    private volatile boolean files;

    Punctual(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
      super(protocol, adapter);
      this.protocol = (PunctualProtocol) protocol;
      request.setInputBuffer(new Content(request.getInputBuffer()));
    }

    /** Called once more for each piece of the headers that comes in. */
    @Override
    public SocketState service(SocketWrapperBase<?> wrapper) throws IOException {
      files = false;
      if (isLate()) {
        return SocketState.CLOSED;
      }
      connection = wrapper;
      protocol.underWay.add(this);
      try {
        return super.service(wrapper);
      } finally {
        protocol.underWay.remove(this);
        connection = null;
      }
    }

    /** Both sides then see a broken connection. */
    void closeIfLate() {
      SocketWrapperBase<?> late = connection;
      boolean rest = request.getRequestProcessor().getStage() == Constants.STAGE_ENDINPUT;
      if (late != null && (reading || rest) && isLate()) {
        late.close();
      }
    }

    private boolean isLate() {
      long begun = request.getStartTimeNanos();
      Duration most = files ? protocol.longestOfFiles : protocol.longest;
      return begun >= 0 && System.nanoTime() - begun > most.toNanos();
    }

    private static boolean isOfFiles(Request request) {
      String type = request.getContentType();
      return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private final class Content implements InputBuffer {
      private final InputBuffer content;

      Content(InputBuffer content) {
        this.content = content;
      }

      @Override
      public int doRead(ApplicationBufferHandler handler) throws IOException {
        files = isOfFiles(request);
        reading = true;
        try {
          return content.doRead(handler);
        } finally {
          reading = false;
        }
      }

      @Override
      public int available() {
        return content.available();
      }
    }
  }
}
