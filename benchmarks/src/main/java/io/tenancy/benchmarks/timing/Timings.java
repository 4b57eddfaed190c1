package io.tenancy.benchmarks.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Milliseconds of every sample, by contender and round. */
public final class Timings {

    private final Map<String, List<double[]>> rounds = new HashMap<>();

    /** The samples of one round. */
    public void add(String contender, double[] millis) {
        rounds.computeIfAbsent(contender, name -> new ArrayList<>()).add(millis);
    }

    /** Over all samples of all rounds, in milliseconds. */
    public double median(String contender) {
        return Quantile.MEDIAN.of(
                of(contender).stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /** A contender against another in the same round, over all rounds. */
    public Ratio ratio(String contender, String base) {
        List<double[]> its = of(contender);
        List<double[]> others = of(base);
        var ratios = new double[its.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = Quantile.MEDIAN.of(its.get(i)) / Quantile.MEDIAN.of(others.get(i));
        }
        return new Ratio(Quantile.MEDIAN.of(ratios), Quantile.LOWER.of(ratios), Quantile.UPPER.of(ratios));
    }

    /** What a contender takes more than another in the same round: the median over all rounds, in milliseconds. */
    public double added(String contender, String base) {
        List<double[]> its = of(contender);
        List<double[]> others = of(base);
        var added = new double[its.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = Quantile.MEDIAN.of(its.get(i)) - Quantile.MEDIAN.of(others.get(i));
        }
        return Quantile.MEDIAN.of(added);
    }

    private List<double[]> of(String contender) {
        List<double[]> its = rounds.get(contender);
        if (its == null) {
            throw new IllegalArgumentException("Nothing was measured of '" + contender + "'.");
        }
        return its;
    }
}
