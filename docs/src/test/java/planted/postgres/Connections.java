package planted.postgres;

/** Harmless, for others to lean on. */
public class Connections {}
