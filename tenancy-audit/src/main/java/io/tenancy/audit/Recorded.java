package io.tenancy.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the changes of an entity with its subclasses, or of every entity of a package, on the audit trail. On an attribute,
 * also of an embeddable, it says how much is kept. The nearest one holds: that of the attribute, of the class, of the package.
 *
 * <p>The version and the tenant of an entity are not kept unless marked themselves.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE, ElementType.FIELD, ElementType.METHOD})
public @interface Recorded {

    /** How much of the values is kept. */
    Detail value() default Detail.VALUE;

    /**
     * Who captures the changes of an entity: Hibernate's events, or triggers, for tables that native SQL or other programs write
     * to as well. Of no effect on an attribute.
     */
    CapturedBy by() default CapturedBy.EVENTS;
}
