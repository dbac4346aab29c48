package fr.jalons.security;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.web.SecurityFilterChain;

/** {@code POST /oauth2/token}: a program shows its secret and gets a token for an hour. */
@Configuration(proxyBeanMethods = false)
class TokenIssue {
  /** The authorization server knows many more addresses; only this one is let through to it. */
  @Bean
  @Order(1)
  SecurityFilterChain tokenEndpoint(HttpSecurity http) throws Exception {
    return http.securityMatcher("/oauth2/token")
        .oauth2AuthorizationServer(Customizer.withDefaults())
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(Doorkeeper.askingForSecret()))
        .requestCache(RequestCacheConfigurer::disable)
        .headers(WebSecurity::headers)
        .build();
  }

  /** A token carries all there is to know of it: keeping the issued ones would only fill memory. */
  @Bean
  OAuth2AuthorizationService forgetful() {
    return new OAuth2AuthorizationService() {
      @Override
      public void save(OAuth2Authorization authorization) {}

      @Override
      public void remove(OAuth2Authorization authorization) {}

      @Override
      public @Nullable OAuth2Authorization findById(String id) {
        return null;
      }

      @Override
      public @Nullable OAuth2Authorization findByToken(
          String token, @Nullable OAuth2TokenType type) {
        return null;
      }
    };
  }
}
