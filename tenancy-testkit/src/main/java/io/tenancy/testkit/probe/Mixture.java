package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.model.CollectionModel;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is found in a collection whose owner's id both tenants may have: more than the own rows is foreign.
 *
 * @param expected the number of rows that are the own tenant's
 */
record Mixture(Shot<CollectionModel> shot, long expected) {

    /** For elements in Java. */
    static Mixture of(Shot<CollectionModel> shot) throws SQLException {
        if (isMixed(shot) && !rows(shot).canBeToldApart(shot.target())) {
            throw new NotMade("the elements of both tenants look alike: seed different ones");
        }
        return ofRows(shot);
    }

    /** For rows in SQL, which are counted even if they look alike. */
    static Mixture ofRows(Shot<CollectionModel> shot) throws SQLException {
        // Rows that do not tell whose they are belong to both: each of them that is seen is one too many.
        boolean own = isMixed(shot) && rows(shot).tellTenant();
        return new Mixture(
                shot, own ? rows(shot).count(shot.target(), shot.scene().own()) : 0);
    }

    private static boolean isMixed(Shot<CollectionModel> shot) {
        return shot.isForeign() && shot.target().idOfBoth();
    }

    private static CollectionRows rows(Shot<CollectionModel> shot) {
        return new CollectionRows(shot.scene(), shot.subject());
    }

    void sawElements(@Nullable Object collection) {
        if (collection instanceof Map<?, ?> map) {
            sawRows(map.size());
        } else if (collection instanceof Collection<?> elements) {
            // A list with gaps has nulls.
            sawRows(elements.stream().filter(element -> element != null).count());
        }
    }

    void sawRows(long rows) {
        shot.got(rows - expected);
    }
}
