package fr.jalons.platform.slices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** Our classes on the class path that carry an annotation, nested ones too. */
public final class AnnotatedTypes {
  private static final String ALL = "classpath*:fr/jalons/**/*.class";

  /** Read once: each of several engines asks for an annotation of its own. */
  private static final Supplier<List<AnnotationMetadata>> TYPES =
      SingletonSupplier.of(AnnotatedTypes::annotated);

  private AnnotatedTypes() {}

  /** Those with this annotation. */
  public static List<Class<?>> with(Class<? extends Annotation> annotation) {
    List<Class<?>> types = new ArrayList<>();
    for (AnnotationMetadata type : TYPES.get()) {
      if (type.isAnnotated(annotation.getName())) {
        types.add(
            ClassUtils.resolveClassName(type.getClassName(), ClassUtils.getDefaultClassLoader()));
      }
    }
    return types;
  }

  private static List<AnnotationMetadata> annotated() {
    try {
      MetadataReaderFactory reader = new CachingMetadataReaderFactory();
      List<AnnotationMetadata> types = new ArrayList<>();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(ALL)) {
        AnnotationMetadata type = reader.getMetadataReader(file).getAnnotationMetadata();
        if (!type.getAnnotationTypes().isEmpty()) {
          types.add(type);
        }
      }
      return List.copyOf(types);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
