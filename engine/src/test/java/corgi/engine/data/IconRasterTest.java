package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IconRasterTest {
  private static EmojiIcon icon(String body) {
    EmojiName name = EmojiCatalogue.shared().names().get(0);
    return new EmojiIcon(
        IconSets.all().get("noto"),
        name,
        16,
        16,
        new Packed(body.getBytes(StandardCharsets.UTF_8)),
        0);
  }

  /** Some seconds: all that is there unless more is asked for, drawn small. */
  @Test
  void everyIconOfTheUsualStylesShowsSomething() {
    EmojiSelection usual = EmojiSelection.parse(null);
    List<String> empty =
        usual.styles().parallelStream()
            .flatMap(style -> EmojiSet.icons(IconSets.all().get(style)).stream())
            .filter(icon -> usual.groups().contains(icon.name().group()) && isEmpty(icon))
            .map(EmojiIcon::identity)
            .toList();
    assertThat(empty).isEmpty();
  }

  /** The coats of arms of some have more elements than the rasteriser takes by itself. */
  @Test
  void everyFlagShowsSomething() {
    List<EmojiIcon> flags =
        EmojiSet.icons(IconSets.all().get("emojione-v1")).stream()
            .filter(icon -> icon.name().group().equals("flags"))
            .toList();
    assertThat(flags).hasSizeGreaterThan(200).noneMatch(IconRasterTest::isEmpty);
  }

  private static boolean isEmpty(EmojiIcon icon) {
    int[] pixels = IconRaster.drawLarge(icon, 16);
    return Arrays.stream(pixels).filter(argb -> argb >>> 24 > 32).count() < 4;
  }

  @Test
  void iconsFillTheFrameAndKeepTheirProportions() {
    int[] pixels = IconRaster.draw(icon("<path fill='#f00' d='M0 0h16v16H0z'/>"), 50);
    int inside = 0;
    for (int argb : pixels) {
      inside += argb == 0xFFFF0000 ? 1 : 0;
    }
    assertThat(inside).isEqualTo(46 * 46);
    assertThat(pixels[0]).isZero();
    assertThat(pixels[25 * 50 + 25]).isEqualTo(0xFFFF0000);
  }

  @Test
  void noAddressAndNoFileIsOpened(@TempDir Path folder) throws IOException {
    BufferedImage red = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      red.setRGB(i % 16, i / 16, Color.RED.getRGB());
    }
    Path file = folder.resolve("red.png");
    ImageIO.write(red, "png", file.toFile());
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
        });
    server.start();
    try {
      String address = "http://localhost:%d/red.png".formatted(server.getAddress().getPort());
      for (String href : List.of(file.toUri().toString(), address)) {
        String body =
            "<image width='16' height='16' href='%s'/><use href='%s#a'/>".formatted(href, href);
        assertThat(IconRaster.drawLarge(icon(body), 16)).containsOnly(0);
      }
    } finally {
      server.stop(0);
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void whatIsNoSvgOrHasNoEndIsRefused() {
    String bomb = "<g id='a0'><path d='M0 0h1v1z'/></g>";
    for (int i = 1; i < 8; i++) {
      String use = "<use href='#a%d'/>".formatted(i - 1);
      bomb += "<g id='a%d'>%s</g>".formatted(i, use.repeat(10));
    }
    for (String body : List.of("<path", "<g></svg>", bomb)) {
      assertThatThrownBy(() -> IconRaster.draw(icon(body), 16))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("icon noto/grinning-face");
    }
  }

  @Test
  void theCacheGivesTheSamePixelsAndKeepsToItsBound() {
    List<EmojiIcon> icons = EmojiSet.icons(IconSets.all().get("twemoji")).subList(0, 40);
    IconCache cache = new IconCache(24, 10_000);
    for (int pass = 0; pass < 2; pass++) {
      for (EmojiIcon icon : icons) {
        int[] drawn = cache.pixels(icon);
        assertThat(drawn).isEqualTo(IconRaster.draw(icon, 24));
        assertThat(cache.pixels(icon)).isEqualTo(drawn);
        assertThat(cache.size()).isBetween(1L, 10_000L);
      }
    }
  }
}
