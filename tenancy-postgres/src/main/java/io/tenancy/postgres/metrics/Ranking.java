package io.tenancy.postgres.metrics;

import io.tenancy.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tenants come first of late, though there may be too many to count them all: where it is full, those with least are
 * forgotten and begin anew. Adding is safe for use by several threads; all else is for one at a time.
 */
final class Ranking {

    /** What is left of a score after a term: half of it after three. */
    private static final double FADING = Math.pow(0.5, 1.0 / 3);

    /** Nobody is known any more who used less than this. */
    private static final double NEGLIGIBLE_NANOS = 1_000;

    private static final int LEAST = 500;

    private final Map<TenantId, Double> scores = new ConcurrentHashMap<>();
    private final int most;

    Ranking(int places) {
        this.most = Math.max(LEAST, 10 * places);
    }

    void add(TenantId tenant, long nanos) {
        scores.merge(tenant, (double) nanos, Double::sum);
    }

    boolean isFull() {
        return scores.size() >= 2 * most;
    }

    int size() {
        return scores.size();
    }

    /** A term is over. */
    void fade() {
        scores.replaceAll((tenant, score) -> score * FADING);
        scores.values().removeIf(score -> score < NEGLIGIBLE_NANOS);
        trim();
    }

    void trim() {
        if (scores.size() > most) {
            Set<TenantId> kept = first(most);
            scores.keySet().retainAll(kept);
        }
    }

    Set<TenantId> first(int places) {
        return inOrder().limit(places).map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    /** With the score of each. */
    List<Map.Entry<TenantId, Double>> firstWithScores(int places) {
        return inOrder().limit(places).toList();
    }

    private Stream<Map.Entry<TenantId, Double>> inOrder() {
        return scores.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(Map.Entry.<TenantId, Double>comparingByValue(Comparator.reverseOrder()));
    }
}
