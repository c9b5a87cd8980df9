/**
 * Text encoders.
 *
 * <p>{@link corgi.text.MiniLm} is the one that Corgi's own models read: WordPieces ({@code
 * BertTokenizer}) go through a small BERT ({@code Bert}, {@code BertBlock}) whose weights come from
 * an ONNX file on the class path ({@code Wire}, {@code OnnxInitializers}, {@code BertWeights}).
 * Nothing is downloaded, and nothing is written but the tokenizer's native library, which DJL
 * unpacks into its cache. {@link corgi.text.BertTextEncoder} is the same network from a folder
 * ({@code StoredBert}, {@code WordPieceTokenizer}).
 *
 * <p>{@link corgi.text.ClipTextEncoder} is that of Stable Diffusion pipelines: byte pairs ({@code
 * ClipTokenizer}, {@code BytePairs}, behind {@code TextFixes}) go through CLIP's causal transformer
 * ({@code ClipText}, {@code ClipBlock}).
 *
 * <p>{@link corgi.text.ClipFolder} is a whole CLIP, which also reads pictures ({@code ClipVision}),
 * to measure how well a picture fits its prompt.
 *
 * <p>How to add yours: implement {@link corgi.engine.model.TextEncoder}, and beside it a {@link
 * corgi.engine.model.TextEncoderPlugin} annotated {@code @AutoService} with the name that
 * checkpoints record. A row must be a function of its prompt alone.
 */
package corgi.text;
