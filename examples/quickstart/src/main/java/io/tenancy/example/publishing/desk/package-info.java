/** What editors do: look things up, correct them, take things down and bring them back, add readers by the thousand. */
@NullMarked
package io.tenancy.example.publishing.desk;

import org.jspecify.annotations.NullMarked;
