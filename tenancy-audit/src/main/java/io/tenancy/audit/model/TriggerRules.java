package io.tenancy.audit.model;

import io.tenancy.audit.CapturedBy;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.mapping.PersistentClass;

/** Which entities triggers cannot record: a trigger sees one row of one table. */
final class TriggerRules {

    private TriggerRules() {}

    /** One sentence for each problem. */
    static List<String> problems(PersistentClass entity, Marks marks) {
        var problems = new ArrayList<String>();
        if (marks.by() == CapturedBy.NOTHING) {
            problems.add("Entity " + entity.getEntityName()
                    + " is @Recorded(by = NOTHING), expected EVENTS or TRIGGER. To leave it"
                    + " out, mark it @Recorded(Detail.NOTHING).");
        }
        if (marks.by() != CapturedBy.TRIGGER) {
            return problems;
        }
        if (entity.getTableClosure().size() > 1 || !entity.getJoinClosure().isEmpty()) {
            problems.add("Entity " + entity.getEntityName()
                    + " is @Recorded(by = TRIGGER) and its rows are in several tables,"
                    + " expected one. Record it by EVENTS.");
        }
        marks.collections()
                .values()
                .forEach(collection -> problems.add("Collection " + entity.getEntityName() + "."
                        + collection.name()
                        + " has a table of its own and its entity is @Recorded(by = TRIGGER), which does not see it."
                        + " Make it an entity, mark it @Recorded(Detail.NOTHING), or record the entity by EVENTS."));
        return problems;
    }
}
