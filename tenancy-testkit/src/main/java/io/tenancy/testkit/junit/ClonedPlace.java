package io.tenancy.testkit.junit;

/** A database of the test's own, which is gone afterwards. */
record ClonedPlace(Served served) implements Place {

    @Override
    public void begin() {}

    @Override
    public void end() throws Exception {
        served.close();
    }
}
