package fr.jalons.platform.slices;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.core.QualifiedName;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * What the modules consist of: names of beans with command handlers, projections, and the decision
 * models on the class path.
 */
public final class Slices {
  private static final String ROOT = "fr.jalons";

  private final ConfigurableListableBeanFactory beans;

  Slices(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  List<String> commandHandlers() {
    return named(type -> hasMethodWith(type, CommandHandler.class));
  }

  /** Bean names of the projections. */
  List<String> projections() {
    return named(type -> type.isAnnotationPresent(Projection.class));
  }

  /** Names of the projections, as in the table of positions. */
  public List<String> projectionNames() {
    return projections().stream().map(this::projectionName).toList();
  }

  String projectionName(String bean) {
    return typeOf(bean).getAnnotation(Projection.class).name();
  }

  /** The stored names of all events that some projection or decision model handles. */
  public Set<String> handledEvents() {
    Set<String> names =
        projections().stream()
            .flatMap(bean -> ProjectionHandlers.events(typeOf(bean)).stream())
            .map(QualifiedName::fullName)
            .collect(Collectors.toSet());
    decisionModels().forEach(model -> names.addAll(new Model<>(model).events()));
    return names;
  }

  static List<Class<?>> decisionModels() {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false) {
          @Override
          protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return true;
          }
        };
    scanner.addIncludeFilter(new AnnotationTypeFilter(DecisionModel.class));
    List<Class<?>> models = new ArrayList<>();
    for (BeanDefinition definition : scanner.findCandidateComponents(ROOT)) {
      models.add(
          ClassUtils.resolveClassName(
              Objects.requireNonNull(definition.getBeanClassName()),
              ClassUtils.getDefaultClassLoader()));
    }
    return models;
  }

  private List<String> named(Predicate<Class<?>> wanted) {
    return Arrays.stream(beans.getBeanDefinitionNames())
        .filter(name -> isOurs(name) && wanted.test(typeOf(name)))
        .sorted()
        .toList();
  }

  private boolean isOurs(String bean) {
    Class<?> type = beans.getType(bean, false);
    return type != null && type.getName().startsWith(ROOT);
  }

  private Class<?> typeOf(String bean) {
    return ClassUtils.getUserClass(Objects.requireNonNull(beans.getType(bean, false)));
  }

  private static boolean hasMethodWith(Class<?> type, Class<? extends Annotation> annotation) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(annotation)) {
        return true;
      }
    }
    return false;
  }
}
