package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.AtMost;
import io.deliverysettings.domain.validation.Violation.Code;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Asks Hibernate Validator, and says what it found in PingOne's terms. */
final class WireValidator {

    private final Validator validator;

    /** Building a validator reads classes and resources: do it before an event loop needs it. */
    WireValidator() {
        try (ValidatorFactory factory = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            this.validator = factory.getValidator();
        }
        // The first validation reads the constraints of the classes.
        violations(
                new WhatsAppRequest(null, null, null, null, null, List.of(new NumberEntryRequest(null, null, false))));
    }

    /** What the constraints of a wire type object to, in a fixed order. */
    List<Violation> violations(Object request) {
        return validator.validate(request).stream()
                .map(WireValidator::toViolation)
                .sorted(Comparator.comparing(Violation::target).thenComparing(Violation::code))
                .toList();
    }

    private static Violation toViolation(ConstraintViolation<?> found) {
        String target = found.getPropertyPath().toString();
        Annotation constraint = found.getConstraintDescriptor().getAnnotation();
        if (constraint instanceof Size size) {
            String unit = found.getInvalidValue() instanceof List ? " elements." : " characters.";
            return new Violation(
                    Code.SIZE_LIMIT_EXCEEDED,
                    target,
                    target + " must not have more than " + size.max() + unit,
                    new AtMost(size.max()));
        }
        return found.getInvalidValue() == null
                ? new Violation(Code.REQUIRED_VALUE, target, target + " is required.")
                : new Violation(Code.EMPTY_VALUE, target, target + " must not be empty.");
    }
}
