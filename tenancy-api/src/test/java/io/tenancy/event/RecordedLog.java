package io.tenancy.event;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a logger was told until this is closed, instead of printing it. System.Logger without a binding writes here. */
public final class RecordedLog extends Handler implements AutoCloseable {

    private final Logger log;
    private final List<LogRecord> entries = new ArrayList<>();

    public RecordedLog(String name) {
        log = Logger.getLogger(name);
        log.setUseParentHandlers(false);
        log.addHandler(this);
    }

    public List<LogRecord> entries() {
        return entries;
    }

    @Override
    public void publish(LogRecord entry) {
        entries.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        log.removeHandler(this);
        log.setUseParentHandlers(true);
    }
}
