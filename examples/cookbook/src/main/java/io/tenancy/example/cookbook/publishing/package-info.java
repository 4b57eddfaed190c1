/** Users who write posts, readers who comment on them, and tags: plain Hibernate entities with a {@code @TenantId}. */
package io.tenancy.example.cookbook.publishing;
