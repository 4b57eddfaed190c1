package planted.audit;

/** Harmless. */
public class Trail {}
