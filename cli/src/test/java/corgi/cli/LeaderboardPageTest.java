package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The leaderboard, as a browser shows it. */
class LeaderboardPageTest {
  private static final String COLUMN = "[...document.querySelectorAll('#best tbody tr')].map(";
  private static final String NAMES = COLUMN + "row => row.cells[0].textContent).join()";

  @TempDir Path folder;

  @Test
  void tablesSortAndEveryStrategyHasACurve() throws IOException, InterruptedException {
    Optional<Path> installed = Browser.installed();
    assumeTrue(installed.isPresent(), "no Chromium is installed: the page was not looked at");
    Path board = folder.resolve("board");
    Run run =
        Run.of(
            "leaderboard",
            "a cat",
            "a dog",
            "--model",
            "portraits-32",
            "--steps",
            "2",
            "--gamma",
            "1,10",
            "--guidance",
            "none,cfg,apg",
            "--references",
            "64",
            "--bootstrap",
            "20",
            "-o",
            board.toString());
    assertThat(run.code()).as(run.err()).isZero();
    try (Browser browser =
        new Browser(installed.get(), Files.createDirectory(folder.resolve("profile")))) {
      browser.resize(1600, 1000);
      browser.open(board.resolve("leaderboard.html"));

      assertThat(text(browser, "document.documentElement.dataset.ready")).isEqualTo("yes");
      assertThat(browser.errors()).isEmpty();
      assertThat(text(browser, "document.title")).isEqualTo("Leaderboard of portraits-32");
      assertThat(number(browser, "charts[0].data.datasets.length")).isEqualTo(2); // none has no γ
      assertThat(number(browser, "document.querySelectorAll('#hard tbody tr').length"))
          .isEqualTo(2);
      browser.evaluate("document.querySelectorAll('#best th button')[0].click()");
      assertThat(text(browser, NAMES)).isEqualTo("apg,cfg,none");
      browser.evaluate("document.querySelectorAll('#best th button')[0].click()");
      assertThat(text(browser, NAMES)).isEqualTo("none,cfg,apg");
      assertThat(text(browser, "document.querySelector('#best th[aria-sort]').ariaSort"))
          .isEqualTo("descending");
      assertThat(number(browser, "document.querySelectorAll('#notes li').length")).isGreaterThan(2);
      browser.resize(400, 800);
      assertThat(number(browser, "document.documentElement.scrollWidth")).isEqualTo(400);
    }
  }

  private static String text(Browser browser, String expression) {
    return browser.evaluate(expression).asText();
  }

  private static int number(Browser browser, String expression) {
    return browser.evaluate(expression).asInt();
  }
}
