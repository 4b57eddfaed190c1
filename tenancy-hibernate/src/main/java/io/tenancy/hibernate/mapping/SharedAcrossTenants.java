package io.tenancy.hibernate.mapping;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that an entity, with its subclasses, or every entity of a package belongs to no tenant: each tenant reads the
 * same rows. Meant for reference data such as countries or currencies; who may write it, the grants decide.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface SharedAcrossTenants {}
