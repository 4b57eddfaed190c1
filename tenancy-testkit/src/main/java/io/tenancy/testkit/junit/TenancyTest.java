package io.tenancy.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests with a database, each undone afterwards. On a method it overrides the isolation of the class.
 *
 * <pre>{@code
 * @TenancyTest(Bookshop.class)
 * class BookTests {
 *
 *     @Test
 *     @AsTenant("acme")
 *     @QueryBudget(selects = 1)
 *     void findsByTitle(Books books) { … }
 * }
 * }</pre>
 *
 * <p>Parameters of tests, and of methods before and after each: what {@link DatabaseTemplate#open} gave, the
 * {@link io.tenancy.testkit.postgres.TestDatabase}, a {@link javax.sql.DataSource} of the app's connections, the
 * {@link io.tenancy.testkit.TwoTenants}, and {@link Conflicts}. A test that leaves a transaction or a tenant's scope open
 * fails. Tests that run at the same time get databases of their own.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TenancyExtension.class)
public @interface TenancyTest {

    /** What the database holds; on a method, none means that of the class. */
    Class<? extends DatabaseTemplate> value() default DatabaseTemplate.class;

    Isolation isolation() default Isolation.ROLLBACK;
}
