package fr.jalons.platform.slices;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Our classes on the class path that carry an annotation, nested ones too. */
public final class AnnotatedTypes {
  private static final String ROOT = "fr.jalons";

  private AnnotatedTypes() {}

  /** Those with this annotation. */
  public static List<Class<?>> with(Class<? extends Annotation> annotation) {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false) {
          @Override
          protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return true;
          }
        };
    scanner.addIncludeFilter(new AnnotationTypeFilter(annotation));
    List<Class<?>> types = new ArrayList<>();
    for (BeanDefinition definition : scanner.findCandidateComponents(ROOT)) {
      types.add(
          ClassUtils.resolveClassName(
              Objects.requireNonNull(definition.getBeanClassName()),
              ClassUtils.getDefaultClassLoader()));
    }
    return types;
  }
}
