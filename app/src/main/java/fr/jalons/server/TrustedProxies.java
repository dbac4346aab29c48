package fr.jalons.server;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;

/**
 * Who is believed about where a request came from, and whether it came by https: the proxies that
 * {@code JALONS_TRUSTED_PROXIES} names, by address or network, and none by themselves. No proxy is
 * believed about the name of this server: see {@link OwnName}.
 *
 * @param networks each as address/bits
 */
record TrustedProxies(List<String> networks) {
  TrustedProxies {
    networks = List.copyOf(networks);
  }

  /**
   * As the settings say.
   *
   * @throws IllegalArgumentException if they name no address, or would have everybody believed
   */
  static TrustedProxies of(String proxies, String strategy) {
    if (strategy.strip().equalsIgnoreCase("framework")) {
      throw new IllegalArgumentException(
          "SERVER_FORWARD_HEADERS_STRATEGY=framework believes everybody: "
              + "leave it out, and name proxies in JALONS_TRUSTED_PROXIES");
    }
    return new TrustedProxies(
        Arrays.stream(proxies.split(","))
            .map(String::strip)
            .filter(proxy -> !proxy.isEmpty())
            .map(TrustedProxies::network)
            .toList());
  }

  private static String network(String proxy) {
    try {
      String network =
          proxy.contains("/")
              ? proxy
              : proxy + "/" + InetAddress.ofLiteral(proxy).getAddress().length * Byte.SIZE;
      return new NetMask(network).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "JALONS_TRUSTED_PROXIES is address,address/bits…: " + proxy, e);
    }
  }

  /** Puts the address before the nearest proxy that is not trusted in place of the proxy's own. */
  Optional<RemoteIpValve> valve() {
    if (networks.isEmpty()) {
      return Optional.empty();
    }
    RemoteIpValve valve = new RemoteIpValve();
    valve.setInternalProxies(networks.stream().collect(Collectors.joining(",")));
    valve.setProtocolHeader("X-Forwarded-Proto");
    return Optional.of(valve);
  }
}
