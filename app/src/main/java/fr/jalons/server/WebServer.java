package fr.jalons.server;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/** What Tomcat is told that Spring Boot has no settings for. */
@Configuration(proxyBeanMethods = false)
class WebServer {

  /** Those who stand between come first: they say from where and how a request came to them. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> whoIsBelieved(
      @Value("${jalons.trusted-proxies:}") String proxies,
      @Value("${jalons.url:}") String url,
      @Value("${server.forward-headers-strategy:none}") String strategy) {
    TrustedProxies trusted = TrustedProxies.of(proxies, strategy);
    OwnName name = OwnName.of(url);
    return server -> {
      trusted.valve().ifPresent(server::addEngineValves);
      server.addEngineValves(name);
    };
  }

  /**
   * Every link of every page would be looked for among the static files, in case these had other
   * addresses than those that pages name: none has.
   */
  @Bean
  FilterRegistrationBean<ResourceUrlEncodingFilter> linksAsTheyAre() {
    FilterRegistrationBean<ResourceUrlEncodingFilter> off =
        new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
    off.setEnabled(false);
    return off;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> deadlines(
      @Value("${jalons.requests.longest}") Duration longest,
      @Value("${jalons.requests.longest-of-files}") Duration longestOfFiles) {
    return server -> {
      server.setProtocol(PunctualProtocol.class.getName());
      server.addConnectorCustomizers(
          connector ->
              ((PunctualProtocol) connector.getProtocolHandler())
                  .deadlines(longest, longestOfFiles));
    };
  }
}
