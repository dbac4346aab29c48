package fr.jalons.platform.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import fr.jalons.platform.joining.JoinedFiles;
import fr.jalons.platform.postgres.EmbeddedDatabase;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of keys and what is done with them. */
@Configuration(proxyBeanMethods = false)
class SealingWiring {
  @Bean(destroyMethod = "close")
  KeyDatabase keyDatabase(
      DataSource log,
      ObjectProvider<EmbeddedDatabase> embedded,
      @Value("${jalons.keys.url:}") String url,
      @Value("${jalons.keys.username:}") String user,
      @Value("${jalons.keys.password:}") String password) {
    if (!url.isBlank()) {
      return KeyDatabase.at(url, user, password);
    }
    EmbeddedDatabase server = embedded.getIfAvailable();
    return server == null ? KeyDatabase.beside(log) : KeyDatabase.on(server);
  }

  /**
   * The master key.
   *
   * @param file where it is; by default beside the data
   */
  @Bean
  KeyRing keyRing(
      KeyDatabase database,
      JoinedFiles joined,
      @Value("${jalons.master-key-file:}") String file,
      @Value("${jalons.data:${java.io.tmpdir}/jalons}") Path data) {
    return KeyRing.of(
        database, joined, file.isBlank() ? data.resolve("master.key") : Path.of(file));
  }

  @Bean
  SubjectKeys subjectKeys(KeyRing ring) {
    return ring.keys();
  }

  @Bean
  PassingSecrets passingSecrets(KeyRing ring) {
    return ring.passing();
  }

  @Bean
  Sealing sealing(KeyRing ring) {
    return ring.sealing();
  }

  @Bean
  InstallationSeal installationSeal(KeyRing ring) {
    return ring.installation();
  }

  /** All that hangs on one master key. */
  record KeyRing(
      SubjectKeys keys, PassingSecrets passing, Sealing sealing, InstallationSeal installation) {
    /** As the other, where nobody has two identifiers. */
    static KeyRing of(KeyDatabase database, Path masterKey) {
      return of(database, new JoinedFiles(), masterKey);
    }

    static KeyRing of(KeyDatabase database, JoinedFiles joined, Path masterKey) {
      try {
        AeadConfig.register();
        MacConfig.register();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Tink does not work here", e);
      }
      Aead master = MasterKey.of(masterKey, !InstallationSecrets.exist(database));
      InstallationSecrets secrets = new InstallationSecrets(database, master);
      SubjectKeys keys = new SubjectKeys(database, master);
      SubjectSealing sealing = new SubjectSealing(keys, joined, Fingerprints.of(secrets));
      return new KeyRing(
          keys,
          new PassingSecrets(database, master),
          sealing,
          InstallationKey.of(secrets, sealing));
    }
  }
}
