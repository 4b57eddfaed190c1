package io.tenancy.example.publishing.mistakes;

/**
 * A mistake that reaches for what is not the current tenant's.
 *
 * @param name two or three words
 * @param what what the code does, as a reviewer would say it
 * @param hiddenBy which wall it is that hides the rows if nothing is refused
 */
public record Mistake(String name, String what, Wall hiddenBy, Attempt attempt) {}
