/** In which order targets are migrated, and when to stop. */
@NullMarked
package io.tenancy.migrate.wave;

import org.jspecify.annotations.NullMarked;
