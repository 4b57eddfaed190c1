/** What the main job prints: numbered steps and tables, for people at a terminal and for a log. */
@NullMarked
package io.tenancy.example.publishing.console;

import org.jspecify.annotations.NullMarked;
