package io.tenancy.testkit.junit;

/** Where one test works: begun before it, ended after it. */
interface Place {

    Served served();

    void begin() throws Exception;

    /**
     * @param spoiled whether the test is known to have left something behind, so that no other may work here
     * @throws AssertionError if it left something behind that shows only now, once that is undone
     */
    void end(boolean spoiled) throws Exception;
}
