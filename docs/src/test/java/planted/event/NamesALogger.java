package planted.event;

import java.util.logging.Logger;

/** Harmless: java.sql demands this signature of a DataSource. */
public class NamesALogger {
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }
}
