package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.housing.Housing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.SharedSessionContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of bulk writes to items, of which there are none at the beginning of each. */
@ExtendWith(SharedStock.class)
abstract class InStock {

    static final int FEW = 3;
    static final int MANY = 60;

    private static final List<Connection> PLACES = new ArrayList<>();

    static Housing housing;

    @BeforeAll
    static void open(Housing shared) throws SQLException {
        housing = shared;
        for (String place :
                List.of(Housing.ROWS, Housing.SCHEMA, Housing.OTHER_SCHEMA, Housing.DATABASE, Housing.OTHER_DATABASE)) {
            PLACES.add(housing.witness(place));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        for (Connection place : PLACES) {
            place.close();
        }
        PLACES.clear();
    }

    @BeforeEach
    void empty() throws SQLException {
        housing.tenancy.sessionFactory().getCache().evictAllRegions();
        for (Connection place : PLACES) {
            try (Statement statement = place.createStatement()) {
                statement.execute("delete from item");
            }
        }
    }

    static List<Item> items(int count) {
        return LongStream.range(0, count)
                .mapToObj(id -> new Item(id, "item " + id))
                .toList();
    }

    static Bulk<Item> bulk(SharedSessionContract session) {
        return Bulk.of(Item.class, session);
    }

    static void insert(String tenant, int count) {
        housing.statelessAs(tenant, session -> bulk(session).insert(items(count)));
    }

    static List<Item> read(String tenant) {
        return housing.from(tenant, session -> session.createSelectionQuery("from Item order by id", Item.class)
                .getResultList());
    }
}
