package planted.elsewhere;

/** Planted: belongs to no module. */
public class Homeless {}
