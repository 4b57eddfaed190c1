package io.tenancy.hibernate.repository;

import io.tenancy.hibernate.bulk.Bulk;
import io.tenancy.hibernate.paging.CursorRefusedException;
import io.tenancy.hibernate.paging.KeysetPage;
import io.tenancy.hibernate.paging.OffsetPage;
import io.tenancy.hibernate.paging.Paging;
import io.tenancy.hibernate.paging.Total;
import io.tenancy.hibernate.softdelete.SoftDelete;
import io.tenancy.hibernate.softdelete.Visibility;
import jakarta.data.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.assignment.Assignment;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;

/**
 * The everyday work with one entity, on one session of either kind, as it is or as the base of a class with a name. What
 * to read is said by Hibernate's own specifications, which {@link #all()} and {@link #where} begin. Lives as long as its
 * session, for use by one thread.
 *
 * @param <E> the entity
 * @param <K> its id
 */
public class Repository<E, K> {

    /** Rows that a stream fetches at a time. */
    private static final int FETCH_SIZE = 500;

    private final Class<E> entity;
    private final Store<E> store;
    private final Paging paging;

    protected Repository(Class<E> entity, Session session, Paging paging) {
        this(entity, new ManagedStore<>(session, entity), paging);
    }

    protected Repository(Class<E> entity, StatelessSession session, Paging paging) {
        this(entity, new StatelessStore<>(session, entity), paging);
    }

    private Repository(Class<E> entity, Store<E> store, Paging paging) {
        this.entity = entity;
        this.store = store;
        this.paging = paging;
    }

    /** A repository whose cursors are for this process alone. */
    public static <E, K> Repository<E, K> of(Class<E> entity, Session session) {
        return new Repository<>(entity, session, Paging.ofThisProcess());
    }

    /** The same on a session without state. */
    public static <E, K> Repository<E, K> of(Class<E> entity, StatelessSession session) {
        return new Repository<>(entity, session, Paging.ofThisProcess());
    }

    /** A specification of all rows of the tenant, to sort and to restrict. */
    public final SelectionSpecification<E> all() {
        return SelectionSpecification.create(entity);
    }

    /** A specification of the rows that meet a restriction, to sort. */
    public final SelectionSpecification<E> where(Restriction<? super E> restriction) {
        return all().restrict(restriction);
    }

    public Optional<E> find(K id) {
        return Optional.ofNullable(store.find(id));
    }

    /** @throws RowMissingException if there is none */
    public E require(K id) {
        return find(id).orElseThrow(() -> RowMissingException.in(session(), entity, id));
    }

    /** Those that are there, in the order of the ids. */
    public List<E> findAll(List<? extends K> ids) {
        return store.findAll(ids);
    }

    public List<E> list(SelectionSpecification<E> specification) {
        return query(specification).getResultList();
    }

    /** A page by offset; as {@link Paging#page(SharedSessionContract, SelectionSpecification, PageRequest)}. */
    public OffsetPage<E> page(SelectionSpecification<E> specification, PageRequest request) {
        return paging.page(session(), specification, request);
    }

    /** A page by offset with this much of a total. */
    public OffsetPage<E> page(SelectionSpecification<E> specification, PageRequest request, Total total) {
        return paging.page(session(), specification, request, total);
    }

    /**
     * A page by keyset.
     *
     * @throws CursorRefusedException if the cursor does not belong here
     */
    public KeysetPage<E> scroll(SelectionSpecification<E> specification, PageRequest request) {
        return paging.scroll(session(), specification, request);
    }

    /**
     * Lets work read rows as they come, some hundred at a time, and closes what they come from, whatever happens. Read
     * very many on a session without state: the other kind keeps them all.
     */
    public <R extends @Nullable Object> R stream(SelectionSpecification<E> specification, Function<Stream<E>, R> work) {
        try (Stream<E> rows = query(specification).setFetchSize(FETCH_SIZE).getResultStream()) {
            return work.apply(rows);
        }
    }

    public boolean exists(SelectionSpecification<E> specification) {
        return session()
                .createSelectionQuery(criteria(specification).createExistsQuery())
                .getSingleResult();
    }

    public long count(SelectionSpecification<E> specification) {
        return session()
                .createSelectionQuery(criteria(specification).createCountQuery())
                .getSingleResult();
    }

    public E insert(E row) {
        insertAll(List.of(row));
        return row;
    }

    public void insertAll(List<? extends E> rows) {
        store.insert(rows);
    }

    /**
     * Writes what a row has become elsewhere, and gives the entity that goes on from here.
     *
     * @throws RowMissingException if it is not there, on a session with state
     * @throws StaleStateException if it is not there or has another version
     */
    public E update(E row) {
        return updateAll(List.of(row)).get(0);
    }

    /** The same for many. */
    public List<E> updateAll(List<? extends E> rows) {
        return store.update(rows);
    }

    /** Changes single attributes of a row that need not be loaded, and its version; false if it is not there. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final boolean update(K id, Assignment<? super E>... assignments) {
        return new PartialUpdate<>(store, entity).run(id, List.of(assignments));
    }

    /**
     * Inserts a row, or gives the row with that id all values of this one, in one statement that no other transaction
     * comes between. The last one wins: the version is not compared, and goes up. Collections and cascades stay out.
     *
     * @throws IllegalArgumentException if the entity has no id, or lives in more than one table
     */
    public Upserted upsert(E row) {
        return upsertAll(List.of(row)).get(0);
    }

    /** The same for many, one after the other. */
    public List<Upserted> upsertAll(List<? extends E> rows) {
        var upsert = new Upsert<>(store, entity);
        store.flush();
        return rows.stream().map(upsert::run).toList();
    }

    public void delete(E row) {
        deleteAll(List.of(row));
    }

    public void deleteAll(List<? extends E> rows) {
        store.delete(rows);
    }

    /** Loads and deletes a row, with all that goes along; false if it is not there. */
    public boolean deleteById(K id) {
        Optional<E> row = find(id);
        row.ifPresent(this::delete);
        return row.isPresent();
    }

    /** Very many rows at once. */
    public final Bulk<E> bulk() {
        return Bulk.of(entity, session());
    }

    /**
     * Restores a deleted row and all that was deleted along with it; as {@link SoftDelete#restore}.
     *
     * @return whether it was deleted
     */
    public boolean restore(K id) {
        return SoftDelete.in(session()).restore(entity, id) > 0;
    }

    /**
     * Deletes a row for good that is deleted already; as {@link SoftDelete#purge}.
     *
     * @return whether it was there
     */
    public boolean purge(K id) {
        return SoftDelete.in(session()).purge(entity, id) > 0;
    }

    /** Lets work read rows with another visibility; as {@link SoftDelete#view}. */
    public <R extends @Nullable Object> R view(Visibility visibility, Function<Repository<E, K>, R> work) {
        return SoftDelete.in(session())
                .view(visibility, session -> work.apply(new Repository<>(entity, session, paging)));
    }

    /** For queries of a subclass. */
    protected final SharedSessionContract session() {
        return store.session();
    }

    private SelectionQuery<E> query(SelectionSpecification<E> specification) {
        return session().createSelectionQuery(criteria(specification));
    }

    private JpaCriteriaQuery<E> criteria(SelectionSpecification<E> specification) {
        return (JpaCriteriaQuery<E>) specification.buildCriteria(session().getCriteriaBuilder());
    }
}
