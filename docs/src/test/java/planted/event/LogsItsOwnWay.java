package planted.event;

import java.util.logging.Logger;

/** Planted: java.util.logging instead of System.Logger. */
public class LogsItsOwnWay {
    public void log() {
        Logger.getLogger("planted").info("planted");
    }
}
