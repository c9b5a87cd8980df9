package corgi.engine.tensor;

/** How group normalisation divides the channels, and the ε that keeps its division finite. */
public record Groups(int count, double epsilon) {}
