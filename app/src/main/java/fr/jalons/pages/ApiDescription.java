package fr.jalons.pages;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /v3/api-docs} says of the API as a whole: above all, where tokens come from. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  private static final String TOKEN = "token";

  @Bean
  OpenAPI api() {
    Scopes scopes = new Scopes();
    scopes.addString("read", "Looking");
    scopes.addString("write", "Commands");
    scopes.addString("operate", "What administrators alone may do");
    OAuthFlow fetching = new OAuthFlow().tokenUrl("/oauth2/token").scopes(scopes);
    OAuthFlow inSomebodysName =
        new OAuthFlow()
            .authorizationUrl("/oauth2/authorize")
            .tokenUrl("/oauth2/token")
            .scopes(scopes);
    SecurityScheme scheme =
        new SecurityScheme()
            .type(SecurityScheme.Type.OAUTH2)
            .flows(new OAuthFlows().clientCredentials(fetching).authorizationCode(inSomebodysName));
    return new OpenAPI()
        .info(new Info().title("Jalons").version("1"))
        .components(new Components().addSecuritySchemes(TOKEN, scheme))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }
}
