package corgi.engine.data;

import java.util.List;

/** Whose the icons are, as their sets say. */
final class EmojiLicences {
  private EmojiLicences() {}

  /** Returns a table of the sets, for the model card. */
  static String of(List<String> styles) {
    StringBuilder text =
        new StringBuilder("Emoji: icons of the sets below, rasterised from their vector drawings");
    text.append(" on plain backgrounds.\nNobody named here endorses Corgi.\n\n");
    for (String style : styles) {
      IconSetInfo set = IconSets.all().get(style);
      text.append(
          """
          %s: %s, %s, by %s
            source   %s
            licence  %s
          """
              .formatted(
                  style,
                  set.title(),
                  set.licence(),
                  set.author(),
                  set.source(),
                  set.licenceText()));
      if (set.shareAlike()) {
        text.append("  What is made from these icons may have to be shared under this licence.\n");
      }
    }
    return text
        + "\nThe files of the sets are those of Iconify ("
        + "https://github.com/iconify/icon-sets), version "
        + IconSets.version()
        + ".\nNames and groups: Unicode's, from jemoji (Apache-2.0, Dominic Fellbaum).\n";
  }
}
