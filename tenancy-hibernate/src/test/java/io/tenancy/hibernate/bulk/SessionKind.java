package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.housing.Housing;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.params.provider.Arguments;

/** On which kind of session rows are written. */
enum SessionKind {
    WITH_STATE {
        @Override
        void as(Housing housing, String tenant, Consumer<SharedSessionContract> work) {
            housing.as(tenant, work::accept);
        }
    },
    WITHOUT_STATE {
        @Override
        void as(Housing housing, String tenant, Consumer<SharedSessionContract> work) {
            housing.statelessAs(tenant, work::accept);
        }
    };

    abstract void as(Housing housing, String tenant, Consumer<SharedSessionContract> work);

    static Stream<Arguments> everywhere() {
        return Housing.placements().flatMap(tenant -> Stream.of(values()).map(kind -> Arguments.of(tenant, kind)));
    }
}
