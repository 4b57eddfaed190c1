package io.tenancy.postgres.directory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a logger was told until this is closed, instead of printing it. System.Logger without a binding writes here. */
final class RecordedLog extends Handler implements AutoCloseable {

    private final Logger log;
    private final List<String> texts = new CopyOnWriteArrayList<>();

    RecordedLog(String name) {
        log = Logger.getLogger(name);
        log.setUseParentHandlers(false);
        log.addHandler(this);
    }

    List<String> texts() {
        return texts;
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
            texts.add(entry.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
        log.setUseParentHandlers(true);
    }
}
