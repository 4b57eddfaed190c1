package io.tenancy.migrate.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.flywaydb.core.api.resource.LoadableResource;

/** A script whose text was read once. Safe for use by several threads. */
final class KeptResource extends LoadableResource {

    private final LoadableResource source;
    private final String text;

    private KeptResource(LoadableResource source, String text) {
        this.source = source;
        this.text = text;
    }

    static KeptResource of(LoadableResource source) {
        try (Reader reader = source.read()) {
            var writer = new StringWriter();
            reader.transferTo(writer);
            return new KeptResource(source, writer.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Script " + source.getFilename() + " cannot be read.", e);
        }
    }

    @Override
    public Reader read() {
        return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
        return source.getAbsolutePath();
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return source.getAbsolutePathOnDisk();
    }

    @Override
    public String getFilename() {
        return source.getFilename();
    }

    @Override
    public String getRelativePath() {
        return source.getRelativePath();
    }
}
