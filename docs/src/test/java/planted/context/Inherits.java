package planted.context;

/** Planted: a tenant that threads inherit. */
public class Inherits {
    public InheritableThreadLocal<String> tenant;
}
