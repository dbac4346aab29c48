package fr.jalons.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeAnswersTest extends HostileServer {
  @ParameterizedTest
  @ValueSource(strings = {"/api/classes", "/api/students/1", "/no"})
  void haveTheirLengthAndAreNotChunked(String path) {
    assertThat(get(path).headers().firstValue("Content-Length")).isPresent();
    assertThat(get(path).headers().firstValue("Transfer-Encoding")).isEmpty();
  }
}
