package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;
import java.util.stream.Stream;

/** All guards that are broken, in the order of the page. */
public final class Guards {

    private Guards() {}

    public static List<Mutant> all() {
        return Stream.of(
                        BindingGuards.all(),
                        TextGuards.all(),
                        ConnectionGuards.all(),
                        WallGuards.all(),
                        HibernateGuards.all(),
                        ContextGuards.all(),
                        AuditGuards.all())
                .flatMap(List::stream)
                .toList();
    }
}
