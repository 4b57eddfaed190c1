package io.tenancy.example.publishing.mistakes;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.PlainPublishing;
import io.tenancy.example.publishing.sample.SampleData;
import io.tenancy.example.publishing.sample.SampleLoader;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two publishers with their sample data in the same tables, for the first of whom mistakes are made. */
final class TwoPublishers implements AutoCloseable {

    static final TenantId OWN = TenantId.of("northwind-press");
    static final TenantId FOREIGN = TenantId.of("lamplight-review");

    private final PlainPublishing publishing;

    TwoPublishers(PlainPublishing publishing) {
        this.publishing = publishing;
        for (TenantId publisher : List.of(OWN, FOREIGN)) {
            TenantContext.of(publisher).run(() -> publishing
                    .sessions()
                    .inTransaction(session -> SampleLoader.load(SampleData.of(publisher.value()), session)));
        }
    }

    Scene scene() {
        return new Scene(
                publishing.sessions(),
                publishing.data(),
                OWN,
                FOREIGN,
                TenantId.of("old-mill-weekly"),
                PlainPublishing.SCHEMA);
    }

    Witness witness(String schema) {
        return new Witness(() -> publishing.database().connectAsSuperuser(), schema, FOREIGN);
    }

    Trial trial() {
        return new Trial(scene(), witness(PlainPublishing.SCHEMA));
    }

    Map<String, Outcome> makeAllMistakes() throws SQLException {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (Mistake mistake : Mistakes.all()) {
            outcomes.put(mistake.name(), trial().of(mistake));
        }
        return outcomes;
    }

    static List<String> named(Map<String, Outcome> outcomes, Class<? extends Outcome> kind) {
        return outcomes.entrySet().stream()
                .filter(entry -> kind.isInstance(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        publishing.close();
    }
}
