package fr.jalons.system;

import fr.jalons.faults.JalonsProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Jalons with the demo school, for all classes of tests that only work with it. */
final class DemoSite implements ParameterResolver {

  private record Running(JalonsProcess jalons, Path directory) implements AutoCloseable {
    static Running start() {
      try {
        Path directory = Files.createTempDirectory("jalons-site");
        JalonsProcess jalons = JalonsProcess.withDemo(directory);
        jalons.start();
        return new Running(jalons, directory);
      } catch (IOException e) {
        throw new IllegalStateException("The demo school did not start", e);
      }
    }

    @Override
    public void close() throws Exception {
      jalons.close();
      FileUtils.deleteDirectory(directory.toFile());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == JalonsProcess.class;
  }

  /** The same for all; it ends with the last test. */
  @Override
  public JalonsProcess resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(ExtensionContext.Namespace.create(DemoSite.class))
        .computeIfAbsent(Running.class, type -> Running.start(), Running.class)
        .jalons();
  }
}
