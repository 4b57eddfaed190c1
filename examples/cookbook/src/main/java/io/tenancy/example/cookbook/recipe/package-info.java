/** The recipes. Each begins at {@code cook}, and can be run by itself. */
package io.tenancy.example.cookbook.recipe;
