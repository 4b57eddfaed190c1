/** What the entity model says about recording. */
@NullMarked
package io.tenancy.audit.model;

import org.jspecify.annotations.NullMarked;
