/** The publishers' sample data: CSV files on the class path, read and stored through plain Hibernate. */
@NullMarked
package io.tenancy.example.publishing.sample;

import org.jspecify.annotations.NullMarked;
