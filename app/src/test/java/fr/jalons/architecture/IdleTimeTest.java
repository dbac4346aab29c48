package fr.jalons.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** How long a session may be idle is said in four places. */
class IdleTimeTest {
  @Test
  void theDocumentsSayWhatIsSet() throws IOException {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new FileSystemResource("src/main/resources/application.yaml"));
    Properties settings = yaml.getObject();

    assertThat(settings).containsEntry("server.servlet.session.timeout", "60m");
    assertThat(read("README.md")).contains("an idle one ends after an hour");
    assertThat(read("docs/adr/0015-signing-in.md")).contains("end after an hour without a request");
    assertThat(read("docs/asvs.md")).contains("A limit of idleness | 60 minutes");
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("..").resolve(file));
  }
}
