package corgi.engine.model;

import corgi.engine.plugin.Plugin;

/** A guidance strategy by name. A setting called {@code gamma} receives {@code --gamma}. */
public interface GuidancePlugin extends Plugin<Guidance> {}
