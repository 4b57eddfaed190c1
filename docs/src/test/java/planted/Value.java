package planted;

import planted.event.Happened;

/** Planted: the root package and another one import each other. */
public class Value {
    public Happened last;
}
