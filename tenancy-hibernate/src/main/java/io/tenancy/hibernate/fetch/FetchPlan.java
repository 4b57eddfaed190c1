package io.tenancy.hibernate.fetch;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.Subgraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.query.SelectionQuery;

/**
 * What to fetch along with an entity, by paths such as {@code comments.author}; all else stays as it is mapped. Immutable.
 *
 * <p>A plan is Hibernate's entity graph. Two collections next to each other multiply the rows: fetch one with a plan, and
 * let the other come in batches ({@code hibernate.default_batch_fetch_size}).
 */
public record FetchPlan<E>(Class<E> entity, List<String> paths) {

    public FetchPlan {
        paths = List.copyOf(paths);
    }

    public static <E> FetchPlan<E> of(Class<E> entity, String... paths) {
        return new FetchPlan<>(entity, List.of(paths));
    }

    /** Has a query fetch by this plan, and gives the query back. */
    public SelectionQuery<E> on(SelectionQuery<E> query, Session session) {
        return query.setEntityGraph(graph(session), GraphSemantic.LOAD);
    }

    /** As {@code session.find}, by this plan. */
    public Optional<E> find(Session session, Object id) {
        return Optional.ofNullable(session.find(graph(session), id));
    }

    /** @throws IllegalArgumentException if the entity has no such attribute */
    private EntityGraph<E> graph(Session session) {
        EntityGraph<E> graph = session.createEntityGraph(entity);
        var parts = new HashMap<String, Subgraph<?>>();
        for (String path : paths) {
            add(graph, parts, path);
        }
        return graph;
    }

    private static Subgraph<?> add(EntityGraph<?> graph, Map<String, Subgraph<?>> parts, String path) {
        Subgraph<?> known = parts.get(path);
        if (known != null) {
            return known;
        }
        int dot = path.lastIndexOf('.');
        Subgraph<?> part = dot < 0
                ? graph.addSubgraph(path)
                : add(graph, parts, path.substring(0, dot)).addSubgraph(path.substring(dot + 1));
        parts.put(path, part);
        return part;
    }
}
