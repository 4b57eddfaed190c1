package io.tenancy.testkit.junit;

/** Where one test works: begun before it, ended after it. */
interface Place {

    Served served();

    void begin() throws Exception;

    /** @throws AssertionError if the test left something behind, once that is undone */
    void end() throws Exception;
}
