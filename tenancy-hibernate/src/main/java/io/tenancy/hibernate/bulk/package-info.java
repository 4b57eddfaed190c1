/** Many rows of one entity at once: by JDBC batches, arrays or COPY, whichever fits. */
@NullMarked
package io.tenancy.hibernate.bulk;

import org.jspecify.annotations.NullMarked;
