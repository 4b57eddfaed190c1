package io.tenancy.example.publishing.mistakes;

/** The code of a mistake. */
@FunctionalInterface
public interface Attempt {

    /**
     * Makes the mistake and commits it, so that damage would stay to be seen.
     *
     * @return how many things it got hold of that it must not: rows of another tenant read or linked to, or work that
     *     ran where none may run. What it changed is not counted here but seen by the {@link Witness}.
     */
    long tryIt(Scene scene) throws Exception;
}
