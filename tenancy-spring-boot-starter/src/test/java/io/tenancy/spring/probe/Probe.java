package io.tenancy.spring.probe;

/**
 * A way of an application to reach for a row. It is fired twice, for the same tenant: at an own row, which shows that the
 * way is open, and at a foreign one.
 */
record Probe(String name, boolean writes, Way way) {

    interface Way {

        /** How many rows of the target's tenant were seen. What was written, the witness sees. */
        long reach(Target target) throws Exception;
    }

    static Probe reading(String name, Way way) {
        return new Probe(name, false, way);
    }

    static Probe writing(String name, Way way) {
        return new Probe(name, true, way);
    }

    @Override
    public String toString() {
        return name;
    }
}
