package planted.event;

import planted.Value;

/** Planted: the other half of the cycle. */
public class Happened {
    public Value to;
}
