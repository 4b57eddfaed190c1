package io.tenancy.postgres.admission;

import io.tenancy.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plans there are. A tenant names its own in its attribute {@code plan}. Immutable. */
public final class Plans {

    public static final String ATTRIBUTE = "plan";

    private final Plan standard;
    private final Map<String, Plan> byName;
    private final List<String> problems;

    private Plans(Plan standard, Map<String, Plan> byName, List<String> problems) {
        this.standard = standard;
        this.byName = byName;
        this.problems = problems;
    }

    /**
     * What makes no sense in them is found when the service is built, together with what is wrong with its servers.
     *
     * @param standard for tenants that name none of these
     */
    public static Plans of(Plan standard, Plan... others) {
        var byName = new HashMap<String, Plan>();
        var problems = new ArrayList<>(standard.problems());
        byName.put(standard.name(), standard);
        for (Plan plan : others) {
            problems.addAll(plan.problems());
            if (byName.putIfAbsent(plan.name(), plan) != null) {
                problems.add("Plan '" + plan.name() + "' was given twice. Give each a name of its own.");
            }
        }
        return new Plans(standard, Map.copyOf(byName), List.copyOf(problems));
    }

    /** One sentence for each; empty if the plans are sound. */
    public List<String> problems() {
        return problems;
    }

    /** The tenant's plan; the standard one if it names none that is known. */
    public Plan of(Tenant tenant) {
        return byName.getOrDefault(tenant.attributes().getOrDefault(ATTRIBUTE, standard.name()), standard);
    }
}
