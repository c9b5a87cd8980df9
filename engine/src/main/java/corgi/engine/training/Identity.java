package corgi.engine.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeSet;

/** What a training is, as JSON: a state goes on only in a training that is the same. */
final class Identity {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 100; // characters of a value in a message

  private Identity() {}

  /**
   * Compares a state with the training that would go on from it.
   *
   * @param stored of the state
   * @param here of the training
   * @return which keys differ and how, or "" if none does
   */
  static String differences(String stored, String here) {
    Map<String, String> was = values(stored);
    Map<String, String> is = values(here);
    TreeSet<String> keys = new TreeSet<>(was.keySet());
    keys.addAll(is.keySet());
    StringJoiner said = new StringJoiner("; ");
    for (String key : keys) {
      if (!Objects.equals(was.get(key), is.get(key))) {
        said.add("%s is %s there, %s here".formatted(key, shown(was, key), shown(is, key)));
      }
    }
    return said.toString();
  }

  private static String shown(Map<String, String> values, String key) {
    String value = values.getOrDefault(key, "not set").replaceAll("\\p{Cntrl}", "?");
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
  }

  private static Map<String, String> values(String identity) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      put("", JSON.readTree(identity), values);
    } catch (JsonProcessingException e) {
      values.put("what it is", identity);
    }
    return values;
  }

  private static void put(String key, JsonNode node, Map<String, String> values) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              child ->
                  put(
                      key.isEmpty() ? child.getKey() : key + "." + child.getKey(),
                      child.getValue(),
                      values));
    } else {
      values.put(key, node.toString());
    }
  }
}
