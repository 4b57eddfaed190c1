package planted.util;

/** Planted: a package that says nothing. */
public class Strings {}
