/** What a session reads, counted; rows fetched one by one are told or refused. */
@NullMarked
package io.tenancy.hibernate.fetch;

import org.jspecify.annotations.NullMarked;
