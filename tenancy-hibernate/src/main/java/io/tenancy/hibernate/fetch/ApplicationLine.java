package io.tenancy.hibernate.fetch;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Collectors;

/** The line on this thread's stack that belongs to the application: the first below all libraries. */
final class ApplicationLine {

    private static final List<String> LIBRARIES = List.of(
            "io.tenancy.hibernate.",
            "io.tenancy.context.",
            "org.hibernate.",
            "org.springframework.",
            "jakarta.",
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "net.bytebuddy.",
            "org.junit.",
            "org.assertj.");

    private static final int CALLERS = 3;
    private static final StackWalker STACK = StackWalker.getInstance();

    private ApplicationLine() {}

    /** With those that called it, since the first is often shared by many; empty if there is none. */
    static String current() {
        return STACK.walk(frames -> frames.filter(ApplicationLine::isOfApplication)
                .limit(CALLERS)
                .map(frame -> frame.toStackTraceElement().toString())
                .collect(Collectors.joining(" from ")));
    }

    private static boolean isOfApplication(StackFrame frame) {
        String name = frame.getClassName();
        if (name.contains("$HibernateProxy")) {
            return false;
        }
        for (String library : LIBRARIES) {
            if (name.startsWith(library)) {
                return false;
            }
        }
        return true;
    }
}
