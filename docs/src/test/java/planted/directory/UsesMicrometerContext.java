package planted.directory;

import io.micrometer.context.ThreadLocalAccessor;

/** Planted: an optional library where it would be missed. */
public class UsesMicrometerContext {
    public ThreadLocalAccessor<String> accessor;
}
