package fr.jalons.pages;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The page one meets first, which shows no data: signing in. */
@Configuration(proxyBeanMethods = false)
class Doors implements WebMvcConfigurer {
  @Override
  public void addViewControllers(ViewControllerRegistry pages) {
    pages.addViewController("/login").setViewName("login");
  }
}
