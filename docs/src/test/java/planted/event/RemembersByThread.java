package planted.event;

/** Planted: a second thread-local. */
public class RemembersByThread {
    public ThreadLocal<String> last;
}
