package io.tenancy.benchmarks.wire;

import io.tenancy.benchmarks.timing.Contender;

/** One operation by one route: a sample is a transaction, each for another tenant than the one before. */
record RouteContender(Route route, Operation operation, int posts) implements Contender {

    private static final int STRIDE = 7;

    @Override
    public String name() {
        return route.name();
    }

    @Override
    public Block open(int round) {
        return new Block() {

            private long number = (long) round * STRIDE;

            @Override
            public void once() {
                route.run(operation, number++, posts);
            }
        };
    }
}
