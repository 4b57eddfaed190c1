package planted.context;

/** Harmless: a thread-local where it belongs. */
public class Bound {
    public ThreadLocal<String> current;
}
