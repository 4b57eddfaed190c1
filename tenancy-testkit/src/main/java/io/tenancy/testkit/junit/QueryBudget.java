package io.tenancy.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many statements the app may run during a {@link TenancyTest}; what is not given is not limited. A batch counts once.
 * The statement that binds a connection to its tenant, and what runs before and after each test, does not count.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface QueryBudget {

    int UNLIMITED = Integer.MAX_VALUE;

    int selects() default UNLIMITED;

    int inserts() default UNLIMITED;

    int updates() default UNLIMITED;

    int deletes() default UNLIMITED;

    /** Of whatever kind. */
    int statements() default UNLIMITED;
}
