package io.tenancy.testkit.junit;

/** A database of the test's own, which is gone afterwards. */
record ClonedPlace(Clones clones, Served served) implements Place {

    ClonedPlace(Clones clones) throws Exception {
        this(clones, clones.take());
    }

    @Override
    public void begin() {}

    @Override
    public void end(boolean spoiled) throws Exception {
        clones.giveBack(served);
    }
}
