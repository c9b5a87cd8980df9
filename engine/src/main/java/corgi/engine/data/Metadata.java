package corgi.engine.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * The table of a folder of captioned images, one row for each: {@code metadata.jsonl}, a JSON
 * object on each line, or {@code metadata.csv} with a header (RFC 4180).
 */
final class Metadata {
  static final String FILE_NAME = "file_name";

  private static final List<String> NAMES = List.of("metadata.jsonl", "metadata.csv");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Metadata() {}

  /**
   * A row.
   *
   * @param place the file and line, for messages
   * @param cells what is not empty, by column
   */
  record Row(String place, Map<String, String> cells) {
    /** Returns the file of the row. */
    String fileName() throws IOException {
      String name = cells.get(FILE_NAME);
      if (name == null) {
        throw new IOException("%s: has no %s".formatted(place, FILE_NAME));
      }
      return name;
    }
  }

  /**
   * Finds the table of a folder.
   *
   * @throws IllegalArgumentException if there are two
   */
  static Optional<Path> find(Path folder) {
    List<Path> found = NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "%s: has both %s; one is enough".formatted(folder, String.join(" and ", NAMES)));
    }
    return found.stream().findFirst();
  }

  /**
   * Reads a table row by row.
   *
   * @throws IOException if it is damaged, or has no column of file names
   */
  static void read(Path file, Consumer<Row> rows) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      if (file.toString().endsWith(".csv")) {
        readCsv(file, reader, rows);
      } else {
        readLines(file, reader, rows);
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is not UTF-8", e);
    }
  }

  private static void readLines(Path file, BufferedReader reader, Consumer<Row> rows)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
      if (line.isBlank()) {
        continue;
      }
      String place = "%s line %d".formatted(file, number);
      rows.accept(new Row(place, cells(place, line, json)));
    }
  }

  private static Map<String, String> cells(String place, String line, ObjectMapper json)
      throws IOException {
    JsonNode node;
    try {
      node = json.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException(place + ": is not valid JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.isObject()) {
      throw new IOException(place + ": is no JSON object");
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (var cell : node.properties()) {
      String text = cell.getValue().isNull() ? "" : cell.getValue().asText().strip();
      if (!text.isEmpty()) {
        cells.put(cell.getKey(), text);
      }
    }
    return cells;
  }

  private static void readCsv(Path file, BufferedReader reader, Consumer<Row> rows)
      throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setAllowMissingColumnNames(true) // the row numbers that pandas writes
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
            .get();
    try (CSVParser parser = format.parse(reader)) {
      if (!parser.getHeaderNames().contains(FILE_NAME)) {
        throw new IOException(
            "%s: has no column %s; its columns: %s"
                .formatted(file, FILE_NAME, String.join(", ", parser.getHeaderNames())));
      }
      for (CSVRecord found : parser) {
        String place = "%s line %d".formatted(file, parser.getCurrentLineNumber());
        if (!found.isConsistent()) {
          throw new IOException(
              "%s: has %d cells; the header has %d"
                  .formatted(place, found.size(), parser.getHeaderNames().size()));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        found.toMap().forEach((column, text) -> cells.put(column, text.strip()));
        cells.values().removeIf(String::isEmpty);
        rows.accept(new Row(place, cells));
      }
    } catch (UncheckedIOException | IllegalArgumentException e) { // of the parser
      throw new IOException("%s: is no CSV: %s".formatted(file, e.getMessage()), e);
    }
  }
}
