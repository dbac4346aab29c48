package fr.jalons.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * What this server is called, whatever a request calls it: links, the issuer of tokens and
 * redirects are made of it. That is {@code JALONS_URL}. Without it, only the names of this machine
 * for itself are taken from the request, or the address that it came to; any other name gives way
 * to that address.
 */
final class OwnName extends ValveBase {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final @Nullable URI told;

  private OwnName(@Nullable URI told) {
    super(true);
    this.told = told;
  }

  /**
   * As {@code JALONS_URL} says.
   *
   * @throws IllegalArgumentException if it is no address of a web server
   */
  static OwnName of(String url) {
    if (url.isBlank()) {
      return new OwnName(null);
    }
    URI told = URI.create(url.strip());
    if (told.getHost() == null
        || !("http".equals(told.getScheme()) || "https".equals(told.getScheme()))) {
      throw new IllegalArgumentException("JALONS_URL is https://name or http://name:port: " + url);
    }
    return new OwnName(told);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (told != null) {
      request.getCoyoteRequest().scheme().setString(told.getScheme());
      call(request, told.getHost(), told.getPort() < 0 ? usualPort(told) : told.getPort());
    } else if (!isOwn(request.getServerName(), request.getLocalAddr())) {
      call(request, inAddresses(request.getLocalAddr()), request.getLocalPort());
    }
    getNext().invoke(request, response);
  }

  private static int usualPort(URI uri) {
    return "https".equals(uri.getScheme()) ? HTTPS : HTTP;
  }

  private static void call(Request request, String name, int port) {
    request.getCoyoteRequest().serverName().setString(name);
    request.getCoyoteRequest().setServerPort(port);
  }

  /** Whether a name can only mean this machine, as seen from itself or at this address. */
  private static boolean isOwn(@Nullable String name, String address) {
    if (name == null) {
      return false;
    }
    String small = name.toLowerCase(Locale.ROOT);
    if (small.equals("localhost") || small.endsWith(".localhost")) {
      return true;
    }
    try {
      InetAddress called = InetAddress.ofLiteral(small.replaceAll("^\\[|]$", ""));
      return called.isLoopbackAddress() || called.equals(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String inAddresses(String address) {
    return InetAddress.ofLiteral(address) instanceof Inet6Address ? "[" + address + "]" : address;
  }
}
