package io.tenancy.hibernate.softdelete;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.TypeBinderType;

/** Puts the filters of {@link Visibility} on the entity that embeds the annotated class. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TypeBinderType(binder = FilterBinder.class)
public @interface HiddenWhenSet {}
