/** What an editor does all day, the same for every publisher and in every placement. */
@NullMarked
package io.tenancy.example.publishing.newsroom;

import org.jspecify.annotations.NullMarked;
