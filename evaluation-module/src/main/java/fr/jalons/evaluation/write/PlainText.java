package fr.jalons.evaluation.write;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text that the database can store: no NUL, and no half of a character outside the basic plane. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@Pattern(regexp = PlainText.CHARACTERS) @ReportAsSingleViolation
@interface PlainText {
  /** What {@link String#matches} says of it. */
  String CHARACTERS = "[^\\x00\\x{D800}-\\x{DFFF}]*";

  String message() default "{evaluation.not-plain-text}";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
