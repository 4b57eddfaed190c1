package io.tenancy.hibernate.paging;

import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.criteria.JpaPredicate;
import org.hibernate.query.specification.SelectionSpecification;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.SqmCopyContext;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.predicate.SqmPredicate;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;

/**
 * What a specification selects, with further values in each row. All of it stays a query of Hibernate's, under its
 * filters and its tenant. For one query.
 */
final class Listing<E> {

    private final SharedSessionContract session;
    private final SelectionSpecification<E> specification;
    private final SqmSelectStatement<Object[]> statement;
    private final boolean fetchesCollections;

    private Listing(SharedSessionContract session, SelectionSpecification<E> specification) {
        this.session = session;
        this.specification = specification;
        this.statement = copy(session, specification, Object[].class);
        this.fetchesCollections = statement.containsCollectionFetches();
        if (fetchesCollections) {
            statement.getQuerySpec().getRootList().forEach(SqmRoot::removeLeftFetchJoins);
        }
    }

    static <E> Listing<E> of(SharedSessionContract session, SelectionSpecification<E> specification) {
        return new Listing<>(session, specification);
    }

    /** The statement of a specification with another result; its select list is the caller's to set. */
    static <R> SqmSelectStatement<R> copy(
            SharedSessionContract session, SelectionSpecification<?> specification, Class<R> result) {
        var built = (SqmSelectStatement<?>) specification.buildCriteria(session.getCriteriaBuilder());
        return built.createCopy(SqmCopyContext.simpleContext(), result);
    }

    NodeBuilder builder() {
        return statement.nodeBuilder();
    }

    SqmSelectStatement<Object[]> statement() {
        return statement;
    }

    SqmRoot<?> root() {
        return statement.getQuerySpec().getRootList().get(0);
    }

    /** The entity's name. */
    String entity() {
        return root().getModel().getName();
    }

    void restrict(JpaPredicate predicate) {
        statement.getQuerySpec().applyPredicate((SqmPredicate) predicate);
    }

    /** The query: in each row the entity, and behind it these values. */
    SelectionQuery<Object[]> select(List<? extends JpaExpression<?>> values) {
        List<Selection<?>> selections = new ArrayList<>();
        selections.add(root());
        selections.addAll(values);
        statement.select(builder().array(selections));
        return session.createSelectionQuery(statement);
    }

    /** The entities of rows that this listing has read, with the collections that the specification fetches. */
    List<E> entities(List<Object[]> rows) {
        List<E> entities = rows.stream().map(row -> entity(row[0])).toList();
        return fetchesCollections && !rows.isEmpty() ? fetched(entities) : entities;
    }

    /** A limit over a join with a collection would cut through its elements, so these are read for the rows found. */
    private List<E> fetched(List<E> entities) {
        SqmSelectStatement<Object> statement = copy(session, specification, Object.class);
        statement.getQuerySpec().setOrderByClause(null);
        statement.getQuerySpec().applyPredicate((SqmPredicate)
                statement.getRootList().get(0).in(entities));
        Map<Object, E> byId = new HashMap<>();
        for (Object entity : session.createSelectionQuery(statement).getResultList()) {
            byId.put(id(entity), entity(entity));
        }
        return entities.stream()
                .map(entity -> byId.getOrDefault(id(entity), entity))
                .toList();
    }

    private Object id(Object entity) {
        return session.unwrap(SharedSessionContractImplementor.class)
                .getFactory()
                .getPersistenceUnitUtil()
                .getIdentifier(entity);
    }

    @SuppressWarnings("unchecked") // The root of the statement is an E.
    private E entity(Object selected) {
        return (E) selected;
    }
}
