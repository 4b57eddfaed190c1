package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.example.cookbook.publishing.User;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.transaction.BatchReport;
import io.tenancy.hibernate.transaction.Savepoints;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** A batch that goes on when some of it fails, each part under a savepoint, with a report of created and failed. */
public final class PartialFailure {

    public static void main(String... args) throws Exception {
        Kitchen.cook(PartialFailure::cook);
    }

    public static void cook(Kitchen kitchen) {
        HibernateTenancy tenancy = kitchen.serve(Publishing.entities());
        List<String> names = List.of("Ann", "Bob", "Ann", "Cleo", "Bob");
        try (var scope = TenantContext.of("acme").enter()) {
            BatchReport<String, String> report =
                    tenancy.fromTransaction(session -> Savepoints.in(session).each(names, (part, name) -> {
                        part.persist(new User(name + "@example.org", name));
                        part.flush(); // so that the report has what this one did
                        return name;
                    }));

            kitchen.say("created: %s", report.created());
            for (BatchReport.Failed<String> failed : report.failed()) {
                var why = (ConstraintViolationException) failed.error();
                kitchen.say("failed: line %d, %s: %s", failed.index() + 1, failed.item(), why.getConstraintName());
            }
            kitchen.say(
                    "committed: %s",
                    tenancy.<List<String>>fromTransaction(
                            session -> session.createSelectionQuery("select name from User order by name", String.class)
                                    .getResultList()));
        }
    }
}
