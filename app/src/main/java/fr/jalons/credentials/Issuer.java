package fr.jalons.credentials;

import com.nimbusds.jose.jwk.ECKey;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The installation as verifiers meet it: its address, its profile and its keys. */
@Component
class Issuer {
  private static final String KEYS = "/.well-known/jwks.json";

  private final CredentialKeys keys;
  private final String site;

  Issuer(CredentialKeys keys, @Value("${jalons.url:}") String site) {
    this.keys = keys;
    this.site = site;
  }

  /** As the installation is called ({@code JALONS_URL}), or as the request calls it. */
  String address() {
    return site.isEmpty()
        ? ServletUriComponentsBuilder.fromCurrentContextPath().toUriString()
        : site;
  }

  /** Who issues, as Open Badges have it. */
  Map<String, Object> profile() {
    return Map.of("id", address(), "type", List.of("Profile"), "name", "Jalons");
  }

  /** The key that signs what is asked for now. */
  ECKey key() {
    return keys.current();
  }

  /** What somebody says of somebody, signed; the claims repeat what verifiers compare. */
  String sign(Map<String, Object> credential, long validFrom, String subject, ECKey key) {
    Map<String, Object> said = new LinkedHashMap<>(credential);
    said.put("iss", address());
    said.put("jti", String.valueOf(credential.get("id")));
    said.put("nbf", validFrom);
    said.put("sub", subject);
    return keys.sign(said, address() + KEYS, key);
  }

  /** Where Open Badges have verifiers look for keys. */
  @RestController
  static class Endpoint {
    private final Issuer issuer;

    Endpoint(Issuer issuer) {
      this.issuer = issuer;
    }

    /** All keys that ever signed, but for those that leaked; each says whose it is. */
    @GetMapping(
        path = KEYS,
        produces = {"application/json", "application/jwk-set+json"})
    @Allowed(who = Who.ANYBODY, over = Over.PUBLIC)
    Map<String, Object> keys() {
      return Map.of("keys", issuer.keys.known().stream().map(this::shown).toList());
    }

    private Map<String, Object> shown(ECKey key) {
      Map<String, Object> shown = new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
      shown.put("kid", CredentialKeys.named(issuer.address() + KEYS, key));
      shown.put("iss", issuer.address());
      return shown;
    }
  }
}
