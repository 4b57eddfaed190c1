package io.tenancy.migrate.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** What Flyway found in the locations, read once and shared by all targets. Safe for use by several threads. */
final class KeptResources implements ResourceProvider {

    private final ResourceProvider source;
    private final Map<String, KeptResource> kept = new ConcurrentHashMap<>();
    private final Map<List<String>, List<LoadableResource>> found = new ConcurrentHashMap<>();

    KeptResources(ResourceProvider source) {
        this.source = source;
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        LoadableResource resource = source.getResource(name);
        return resource == null ? null : keep(resource);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        var key = new ArrayList<>(List.of(prefix));
        key.addAll(Arrays.asList(suffixes));
        return found.computeIfAbsent(key, any -> source.getResources(prefix, suffixes).stream()
                .map(this::keep)
                .toList());
    }

    private LoadableResource keep(LoadableResource resource) {
        // Large files are streamed by Flyway, and stay where they are.
        return resource.shouldStream()
                ? resource
                : kept.computeIfAbsent(resource.getAbsolutePath(), any -> KeptResource.of(resource));
    }
}
