/** Which tenants there are and where they live: read through the directory, changed through the registry. */
@NullMarked
package io.tenancy.directory;

import org.jspecify.annotations.NullMarked;
