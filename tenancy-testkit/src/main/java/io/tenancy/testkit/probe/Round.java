package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.model.CollectionModel;
import io.tenancy.testkit.probe.model.EntityModel;
import io.tenancy.testkit.probe.model.ReferenceModel;
import io.tenancy.testkit.probe.model.Subject;
import io.tenancy.testkit.probe.model.TenantModel;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All probes, in the scope of one tenant, against the other. To add a probe, add it to one of these lists. */
record Round(Scene scene, TenantModel model, Predicate<Probe<?>> wanted) {

    private static final List<Probe<EntityModel>> OF_ENTITIES = Stream.of(
                    ReadingProbes.all(),
                    WritingProbes.all(),
                    StatelessProbes.all(),
                    SqlProbes.all(),
                    CacheProbes.all(),
                    ScopeProbes.all())
            .flatMap(List::stream)
            .toList();

    private static final List<Probe<ReferenceModel>> OF_REFERENCES = ReferenceProbes.all();

    private static final List<Probe<CollectionModel>> OF_COLLECTIONS = Stream.of(
                    CollectionProbes.all(), CacheProbes.collections())
            .flatMap(List::stream)
            .toList();

    List<ProbeResult> run() throws SQLException {
        var results = new ArrayList<ProbeResult>();
        results.addAll(run(OF_ENTITIES, model.entities()));
        results.addAll(run(OF_REFERENCES, model.references()));
        results.addAll(run(OF_COLLECTIONS, model.collections()));
        return results;
    }

    private <S extends Subject> List<ProbeResult> run(List<Probe<S>> probes, List<S> subjects) throws SQLException {
        var trial = new Trial(scene);
        var results = new ArrayList<ProbeResult>();
        for (Probe<S> probe : probes.stream().filter(wanted).toList()) {
            for (S subject : subjects) {
                results.add(new ProbeResult(
                        probe.family(),
                        probe.name(),
                        subject.name(),
                        scene.own(),
                        scene.foreign(),
                        trial.of(probe, subject)));
            }
        }
        return results;
    }
}
