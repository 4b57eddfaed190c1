/** The data of tenants for Spring: servers, directory, data source and Hibernate, from properties. */
@NullMarked
package io.tenancy.spring.data;

import org.jspecify.annotations.NullMarked;
