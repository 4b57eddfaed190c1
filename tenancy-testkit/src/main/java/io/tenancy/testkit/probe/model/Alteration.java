package io.tenancy.testkit.probe.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.jspecify.annotations.Nullable;

/** A small change to an entity in memory, such as a form brings. */
public final class Alteration {

    private Alteration() {}

    /** Changes one attribute; false if there is none that can be changed without knowing its rules. */
    public static boolean apply(EntityModel model, Object entity) {
        for (AttributeMapping attribute : model.settableAttributes()) {
            var altered = findOther(attribute.getValue(entity));
            if (altered.isPresent()) {
                attribute.setValue(entity, altered.get());
                return true;
            }
        }
        return false;
    }

    /** A value of the same type and about the same size. */
    static Optional<Object> findOther(@Nullable Object value) {
        if (value instanceof String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(withOtherEnd(text));
        }
        if (value instanceof Number number) {
            return findOther(number);
        }
        if (value instanceof Boolean flag) {
            return Optional.of(!flag);
        }
        return value == null ? Optional.empty() : findOtherTime(value);
    }

    private static String withOtherEnd(String text) {
        String end = text.endsWith("x") ? "y" : "x";
        return text.substring(0, text.offsetByCodePoints(text.length(), -1)) + end;
    }

    private static Optional<Object> findOther(Number number) {
        if (number instanceof Integer i) {
            return Optional.of(i + 1);
        }
        if (number instanceof Long l) {
            return Optional.of(l + 1);
        }
        if (number instanceof Short s) {
            return Optional.of((short) (s + 1));
        }
        if (number instanceof BigDecimal d) {
            return Optional.of(d.add(BigDecimal.ONE));
        }
        if (number instanceof BigInteger i) {
            return Optional.of(i.add(BigInteger.ONE));
        }
        return number instanceof Double d ? Optional.of(d + 1) : Optional.empty();
    }

    private static Optional<Object> findOtherTime(Object value) {
        if (value instanceof LocalDate date) {
            return Optional.of(date.plusDays(1));
        }
        if (value instanceof LocalDateTime time) {
            return Optional.of(time.plusDays(1));
        }
        if (value instanceof OffsetDateTime time) {
            return Optional.of(time.plusDays(1));
        }
        return value instanceof Instant instant ? Optional.of(instant.plus(Duration.ofDays(1))) : Optional.empty();
    }
}
