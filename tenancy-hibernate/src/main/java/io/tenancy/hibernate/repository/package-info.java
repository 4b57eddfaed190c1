/** The everyday work with one entity, in Hibernate's own words, on sessions with and without state. */
@NullMarked
package io.tenancy.hibernate.repository;

import org.jspecify.annotations.NullMarked;
