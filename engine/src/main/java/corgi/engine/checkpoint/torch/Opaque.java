package corgi.engine.checkpoint.torch;

/** In the place of a Python object whose class is allowed but whose content nobody needs. */
record Opaque(Global type) {}
