/** What makes the example worth looking at: publishers, texts, traffic, tokens. */
@NullMarked
package io.tenancy.example.saas.demo;

import org.jspecify.annotations.NullMarked;
