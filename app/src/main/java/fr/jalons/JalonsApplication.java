package fr.jalons;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** All modules in one process. */
@SpringBootApplication
public class JalonsApplication {
  public static void main(String[] args) {
    SpringApplication.run(JalonsApplication.class, args);
  }
}
