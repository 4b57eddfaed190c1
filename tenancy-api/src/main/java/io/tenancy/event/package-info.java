/** What happened to tenants and scopes, told to listeners. */
@NullMarked
package io.tenancy.event;

import org.jspecify.annotations.NullMarked;
