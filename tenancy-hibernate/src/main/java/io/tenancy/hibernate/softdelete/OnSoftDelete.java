package io.tenancy.hibernate.softdelete;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What becomes of a row when the row that this association refers to is deleted softly. Every association with such an
 * entity says it; restoring undoes {@link Action#CASCADE} and nothing else.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface OnSoftDelete {

    Action value();

    /** What becomes of the referring row. */
    enum Action {
        /** It is deleted in the same operation, and restored with it. */
        CASCADE,
        /** While it lives, the other row cannot be deleted. */
        REFUSE,
        /** It loses the reference for good. */
        SET_NULL,
        /** It stays as it is; whoever follows the reference gets Hibernate's {@code EntityFilterException}. */
        KEEP
    }
}
