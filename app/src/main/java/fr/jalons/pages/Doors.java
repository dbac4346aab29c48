package fr.jalons.pages;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages one meets first, which show no data: signing in, and where to go from there. */
@Configuration(proxyBeanMethods = false)
class Doors implements WebMvcConfigurer {
  @Override
  public void addViewControllers(ViewControllerRegistry pages) {
    pages.addViewController("/").setViewName("home");
    pages.addViewController("/login").setViewName("login");
  }
}
