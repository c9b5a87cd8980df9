package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import corgi.engine.generation.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report, as a browser shows it. */
class SweepReportTest {
  private static final String PROMPT = "a <b>cat</b> </script><script>document.title='caught'";

  @TempDir static Path folder;
  private static Browser browser;

  @BeforeAll
  static void drawAndOpen() throws IOException, InterruptedException {
    Optional<Path> installed = Browser.installed();
    assumeTrue(installed.isPresent(), "no Chromium is installed: the report was not looked at");
    Path sweep = folder.resolve("sweep");
    Run run =
        Run.of(
            "sweep",
            PROMPT,
            "a dog",
            "--model",
            TinyModel.write(folder.resolve("tiny")).toString(),
            "--gamma",
            "1,4,9",
            "--guidance",
            "cfg,apg",
            "--steps",
            "2",
            "--seeds",
            "3",
            "-o",
            sweep.toString());
    assertThat(run.code()).as(run.err()).isZero();
    browser = new Browser(installed.get(), Files.createDirectory(folder.resolve("profile")));
    browser.resize(1600, 1000);
    browser.open(sweep.resolve("report.html"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static String text(String expression) {
    return browser.evaluate(expression).asText();
  }

  private static int number(String expression) {
    return browser.evaluate(expression).asInt();
  }

  @Test
  void thePageLoadsWithoutErrorsAndPromptsStayText() {
    assertThat(text("document.documentElement.dataset.ready")).isEqualTo("yes");
    assertThat(browser.errors()).isEmpty();
    assertThat(text("document.title")).isEqualTo("Sweep: " + PROMPT + " · a dog");
    assertThat(number("document.querySelectorAll('main b').length")).isZero();
    assertThat(text("document.getElementById('cell-table').innerText")).contains(PROMPT);
    assertThat(number("metrics.length")).isPositive();
    assertThat(text("metrics.join()")).doesNotContain("evaluations"); // they are among the costs
    assertThat(number("document.querySelectorAll('canvas').length"))
        .isEqualTo(number("metrics.length + costs.length + chosenPairs.length"));
  }

  @Test
  void allPicturesOfTheGridAreShownWithTheirWords() {
    browser.evaluate("layOut('guidance', 'gamma')");

    assertThat(number("document.querySelectorAll('#grid tbody tr').length")).isEqualTo(2);
    assertThat(number("document.querySelectorAll('#grid .tile').length")).isEqualTo(6);
    String images = "[...document.querySelectorAll('#grid img')]";
    assertThat(number(images + ".length")).isEqualTo(18);
    browser.evaluate(
        "Promise.all(" + images + ".map(i => { i.loading = 'eager'; return i.decode(); }))");
    assertThat(number(images + ".filter(i => i.naturalWidth === 16).length")).isEqualTo(18);
    assertThat(text(images + "[4].alt")).isEqualTo(PROMPT + ", guidance = cfg, γ = 4, seed 1");
  }

  @Test
  void theGridTurnsPagesAndChangesItsAxes() {
    browser.evaluate("layOut('guidance', 'gamma')");
    browser.evaluate("document.querySelector('#pages button:last-child').click()");
    assertThat(text("document.querySelector('#grid img').alt")).startsWith("a dog, ");

    browser.evaluate(
        "byId('rows').value = 'gamma'; byId('rows').dispatchEvent(new Event('change'))");
    assertThat(text("byId('columns').value")).isEqualTo("guidance");
    assertThat(number("document.querySelectorAll('#grid tbody tr').length")).isEqualTo(3);

    browser.evaluate("layOut('prompt', 'seed')");
    assertThat(number("document.querySelectorAll('#grid .tile').length")).isEqualTo(6);
    assertThat(number("document.querySelectorAll('#pages select').length")).isEqualTo(2);
  }

  @Test
  void theGridZooms() {
    String width = "document.querySelector('#grid img').getBoundingClientRect().width";
    int before = number(width);
    browser.evaluate("byId('larger').click()");
    int larger = number(width);
    assertThat(larger).isGreaterThan(before);
    browser.evaluate("byId('smaller').click(); byId('smaller').click()");
    assertThat(number(width)).isLessThan(before);
    browser.evaluate("zoomTo(4096)");
    assertThat(number(width)).isEqualTo(512);
    browser.evaluate("zoomTo(96)");
  }

  @Test
  void aCellShowsItsRequestAndTheCommandThatDrawsItAgain() {
    browser.evaluate("layOut('guidance', 'gamma')");
    browser.evaluate("document.querySelectorAll('#grid .tile')[4].click()");

    assertThat(browser.evaluate("byId('cell').open").asBoolean()).isTrue();
    assertThat(text("byId('cell-title').textContent")).contains("guidance = apg, γ = 4");
    assertThat(text("byId('request').textContent"))
        .contains("\"guidance\": [\"apg\"]", "\"gamma\": 4", "\"seeds\": [0, 1, 2]", "sha256:");
    assertThat(text("document.querySelector('#cell .command pre').textContent"))
        .startsWith("./corgi gen ")
        .contains("--guidance apg")
        .endsWith("--steps 2 --gamma 4 --seed 0 --count 3");
    assertThat(number("document.querySelectorAll('#cell img').length")).isEqualTo(3);
    browser.evaluate("byId('after').click()");
    assertThat(text("byId('cell-title').textContent")).contains("γ = 9");
    browser.evaluate("byId('cell').close()");
  }

  @Test
  void aClickOnAHeadingSortsATable() {
    String heads = "[...document.querySelectorAll('#cell-table thead th')]";
    int gamma = number(heads + ".findIndex(head => head.textContent === 'γ')");
    String rows = "[...document.querySelectorAll('#cell-table tbody tr')]";
    String column = rows + ".map(row => row.cells[" + gamma + "].textContent).join()";
    browser.evaluate(heads + "[" + gamma + "].firstChild.click()");
    assertThat(text(column)).isEqualTo("1,1,1,1,4,4,4,4,9,9,9,9");
    browser.evaluate(heads + "[" + gamma + "].firstChild.click()");
    assertThat(text(column)).isEqualTo("9,9,9,9,4,4,4,4,1,1,1,1");
    assertThat(text(heads + "[" + gamma + "].ariaSort")).isEqualTo("descending");

    browser.evaluate(rows + "[0].querySelector('button').click()");
    assertThat(text("byId('cell-title').textContent")).contains("γ = 9");
    browser.evaluate("byId('cell').close()");
  }

  @Test
  void nothingIsWiderThanANarrowScreen() {
    browser.resize(400, 800);
    browser.evaluate("layOut('guidance', 'gamma')");
    assertThat(number("document.documentElement.scrollWidth")).isEqualTo(400);
    browser.resize(1600, 1000);
    assertThat(number("document.documentElement.scrollWidth")).isEqualTo(1600);
  }
}
