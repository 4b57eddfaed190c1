/** Many rows at once against COPY and against persist. */
@NullMarked
package io.tenancy.benchmarks.bulk;

import org.jspecify.annotations.NullMarked;
