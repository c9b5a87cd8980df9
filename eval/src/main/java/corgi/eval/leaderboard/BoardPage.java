package corgi.eval.leaderboard;

import corgi.eval.sweep.Page;

/** A leaderboard as one page that needs no server and no network. */
final class BoardPage {
  private BoardPage() {}

  static String of(Board board) {
    return Page.of("/corgi/eval/leaderboard/leaderboard.html")
        .with("/*script*/", "/corgi/eval/leaderboard/leaderboard.js")
        .filled(BoardJson.of(board));
  }
}
