package corgi.engine.model;

import corgi.engine.plugin.Plugin;
import java.util.function.UnaryOperator;

/** A strategy that wraps another, by name: an interval, a rescaling. */
public interface ModifierPlugin extends Plugin<UnaryOperator<Guidance>> {}
