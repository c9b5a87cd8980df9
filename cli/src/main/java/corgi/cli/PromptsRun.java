package corgi.cli;

import corgi.engine.checkpoint.SmallFile;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Defaults;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Progress;
import corgi.engine.generation.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws a list of prompts into a folder. */
final class PromptsRun {
  private static final int MOST = 1_000_000; // pictures
  private static final int TOGETHER = 256; // whose pixels are in memory

  private final Console console;
  private final DrawingOptions options;

  PromptsRun(Console console, DrawingOptions options) {
    this.console = console;
    this.options = options;
  }

  /**
   * The seeds of each prompt.
   *
   * @param first the first one
   * @param count how many
   */
  record Seeds(long first, int count) {
    Seeds {
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException(
            "--count %d: must be from 1 to %d".formatted(count, MOST));
      }
    }
  }

  /**
   * Reads prompts, a line each; blank lines do not count.
   *
   * @throws IOException if the file is missing, too long or no UTF-8
   * @throws IllegalArgumentException if it holds none
   */
  static List<String> read(Path file) throws IOException {
    String text;
    try {
      byte[] bytes = SmallFile.read(file);
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is no text in UTF-8", e);
    }
    List<String> prompts = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException(file + ": holds no prompts: write one a line");
    }
    return prompts;
  }

  /** Draws every prompt with every seed and returns the files. */
  List<Path> draw(List<String> prompts, Seeds seeds, DrawnFolder folder) throws IOException {
    Defaults defaults = options.setup().defaults();
    defaults = defaults.suiting(options.course().course(defaults.course()));
    List<Double> gammas = options.steering().gammas(defaults);
    if (gammas.size() > 1) {
      throw new IllegalArgumentException("--gamma: with --prompts one value is measured at a time");
    }
    long pictures = (long) prompts.size() * seeds.count();
    if (pictures > MOST) {
      throw new IllegalArgumentException("%d pictures: at most %d".formatted(pictures, MOST));
    }
    List<Request> requests = new ArrayList<>();
    List<String> names = new ArrayList<>();
    FileNames fresh = new FileNames();
    for (String prompt : prompts) {
      Request request = options.request(prompt, gammas.get(0), defaults, seeds.first());
      for (int i = 0; i < seeds.count(); i++) {
        requests.add(request.seed(seeds.first() + i));
        names.add(fresh.next(prompt, seeds.first() + i));
      }
    }
    List<Path> files = folder.prepare(folder.opened(), names);
    var companions = options.steering().at(gammas.get(0), defaults).companions();
    try (Corgi engine = Corgi.load(options.setup().setup(companions))) {
      engine.order(requests.subList(0, 1)); // refuses what cannot be drawn before anything is
      warn(engine, requests);
      draw(engine, requests, files);
    }
    return files;
  }

  private void warn(Corgi engine, List<Request> requests) {
    Set<String> warnings = new LinkedHashSet<>();
    requests.forEach(request -> warnings.addAll(engine.warnings(request)));
    warnings.forEach(warning -> console.say("warning: " + warning));
  }

  private void draw(Corgi engine, List<Request> requests, List<Path> files) {
    long steps = requests.stream().mapToLong(Request::steps).sum();
    try (ProgressLine line = new ProgressLine(console, steps)) {
      for (int from = 0; from < requests.size(); from += TOGETHER) {
        int to = Math.min(requests.size(), from + TOGETHER);
        engine.generate(requests.subList(from, to), progress(line, files.subList(from, to)));
        line.next();
      }
    }
  }

  private Progress progress(ProgressLine line, List<Path> files) {
    return new Progress() {
      @Override
      public void stepped(long done, long total) {
        line.stepped(done);
      }

      @Override
      public void drawn(int index, Drawing drawing) {
        DrawnFolder.write(files.get(index), drawing);
      }

      @Override
      public boolean cancelled() {
        return console.interruption().asked();
      }
    };
  }
}
