package io.tenancy.audit.coverage;

import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** Statements on items that are put together by hand. */
final class Criteria {

    private Criteria() {}

    static void update(Turn turn, Session session) {
        update(turn, session, turn.cast().item());
    }

    private static <T extends Item> void update(Turn turn, Session session, Class<T> type) {
        var update = session.getCriteriaBuilder().createCriteriaUpdate(type);
        var item = update.from(type);
        update.set("name", "changed").where(item.get("id").equalTo(turn.item()));
        session.createMutationQuery(update).executeUpdate();
    }

    static void delete(Turn turn, Session session) {
        delete(turn, session, turn.cast().item());
    }

    private static <T extends Item> void delete(Turn turn, Session session, Class<T> type) {
        var delete = session.getCriteriaBuilder().createCriteriaDelete(type);
        var item = delete.from(type);
        delete.where(item.get("id").equalTo(turn.item()));
        session.createMutationQuery(delete).executeUpdate();
    }

    static void insertValues(Turn turn, Session session) {
        insertValues(turn, session, turn.cast().item());
    }

    private static <T extends Item> void insertValues(Turn turn, Session session, Class<T> type) {
        HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
        var insert = builder.createCriteriaInsertValues(type);
        insert.setInsertionTargetPaths(
                insert.getTarget().get("id"), insert.getTarget().get("name"));
        insert.values(builder.values(builder.value(turn.free()), builder.value("new")));
        session.createMutationQuery(insert).executeUpdate();
    }

    static void insertSelect(Turn turn, Session session) {
        insertSelect(turn, session, turn.cast().item(), turn.cast().owner());
    }

    private static <T extends Item, O extends Owner> void insertSelect(
            Turn turn, Session session, Class<T> type, Class<O> from) {
        HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
        var insert = builder.createCriteriaInsertSelect(type);
        insert.setInsertionTargetPaths(
                insert.getTarget().get("id"), insert.getTarget().get("name"));
        var select = builder.createTupleQuery();
        var owner = select.from(from);
        select.select(builder.tuple(builder.literal(turn.free()), builder.literal("new")))
                .where(owner.get("id").equalTo(turn.owner()));
        insert.select(select);
        session.createMutationQuery(insert).executeUpdate();
    }
}
