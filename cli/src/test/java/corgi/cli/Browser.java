package corgi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven by the Chrome DevTools Protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final Pattern LISTENING = Pattern.compile("listening on ws://([^/]+)/");

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final StringBuilder received = new StringBuilder();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  /** Where a browser is installed. */
  static Optional<Path> installed() {
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser(Path executable, Path profile) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                executable.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String host = host();
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page(host)), this)
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
    send("Page.enable", Map.of());
    send("Runtime.enable", Map.of());
    send("Log.enable", Map.of());
  }

  private String host() throws IOException {
    BufferedReader reader = process.errorReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      said.append(line).append('\n');
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IOException("the browser ended: " + said);
  }

  private String page(String host) throws IOException, InterruptedException {
    HttpRequest list = HttpRequest.newBuilder(URI.create("http://" + host + "/json/list")).build();
    for (JsonNode page : MAPPER.readTree(client.send(list, BodyHandlers.ofString()).body())) {
      if (page.path("type").asText().equals("page")) {
        return page.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new IOException("the browser has no page");
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    received.append(data);
    if (last) {
      String message = received.toString();
      received.setLength(0);
      hear(message);
    }
    from.request(1);
    return null;
  }

  private void hear(String text) {
    JsonNode message;
    try {
      message = MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    String event = message.path("method").asText();
    if (message.has("id")) {
      asked.remove(message.path("id").asInt()).complete(message);
    } else if (event.equals("Page.loadEventFired")) {
      loaded.complete(null);
    } else if (event.equals("Runtime.exceptionThrown") || isError(message)) {
      errors.add(message.path("params").toString());
    }
  }

  private static boolean isError(JsonNode message) {
    JsonNode said = message.path("params");
    return said.path("type").asText().equals("error")
        || said.path("entry").path("level").asText().equals("error");
  }

  /** Sends a command, and returns its result. */
  JsonNode send(String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id).put("method", method);
    message.set("params", MAPPER.valueToTree(parameters));
    socket.sendText(message.toString(), true);
    JsonNode said = answer.orTimeout(30, TimeUnit.SECONDS).join();
    if (said.has("error")) {
      throw new IllegalStateException(method + ": " + said.path("error"));
    }
    return said.path("result");
  }

  /** Opens a file, and waits until it is loaded. */
  void open(Path file) {
    loaded = new CompletableFuture<>();
    send("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Gives the page a size, in CSS pixels. */
  void resize(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Chooses the colours that the page is asked for: light or dark. */
  void scheme(String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Returns what an expression of JavaScript is. */
  JsonNode evaluate(String expression) {
    JsonNode said =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (said.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + said.path("exceptionDetails"));
    }
    return said.path("result").path("value");
  }

  /** Returns a PNG file of what is to be seen, or of the whole page. */
  byte[] screenshot(Map<String, ?> parameters) {
    return Base64.getDecoder()
        .decode(send("Page.captureScreenshot", parameters).path("data").asText());
  }

  /** What went wrong on the page so far. */
  List<String> errors() {
    return errors;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS); // it writes into its profile until then
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
