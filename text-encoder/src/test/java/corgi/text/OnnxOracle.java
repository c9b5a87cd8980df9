package corgi.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/** The same ONNX file, run by ONNX Runtime. */
final class OnnxOracle implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxOracle() throws IOException, OrtException {
    try (InputStream in = MiniLm.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
      session = environment.createSession(in.readAllBytes());
    }
  }

  /** Returns the last states of tokens padded to {@code length}, those of padding included. */
  float[][] states(long[] ids, int length) throws OrtException {
    long[] mask = new long[length];
    Arrays.fill(mask, 0, ids.length, 1);
    try (OnnxTensor tokens = row(Arrays.copyOf(ids, length));
        OnnxTensor attended = row(mask);
        OnnxTensor types = row(new long[length]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", tokens, "attention_mask", attended, "token_type_ids", types))) {
      return ((float[][][]) result.get(0).getValue())[0];
    }
  }

  private OnnxTensor row(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
