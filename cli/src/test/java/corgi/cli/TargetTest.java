package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {
  @TempDir Path folder;

  @Test
  void theOptionIsAStreamAFileOrAFolder() throws Exception {
    assertThat(Target.of("-").kind()).isEqualTo(Target.Kind.STREAM);
    assertThat(Target.of("a/b.PNG").kind()).isEqualTo(Target.Kind.FILE);
    assertThat(Target.of("a/b").kind()).isEqualTo(Target.Kind.FOLDER);
    Path odd = Files.createDirectory(folder.resolve("odd.png"));
    assertThat(Target.of(odd.toString()).kind()).isEqualTo(Target.Kind.FOLDER);
  }

  @Test
  void aFolderIsMadeAndGivesItsFilesNames() throws Exception {
    Target target = Target.of(folder.resolve("x/y/").toString());
    target.prepare();

    assertThat(folder.resolve("x/y")).isDirectory();
    assertThat(target.file("cat.png")).isEqualTo(folder.resolve("x/y/cat.png"));
    assertThat(Target.of(".").file("cat.png")).isEqualTo(Path.of("cat.png"));
  }

  @Test
  void namesAreSafeShortAndDifferent() {
    FileNames names = new FileNames();
    assertThat(names.next("A cat, wearing: sunglasses!", 7))
        .isEqualTo("a-cat-wearing-sunglasses-7.png");
    assertThat(names.next("a cat wearing sunglasses", 7))
        .isEqualTo("a-cat-wearing-sunglasses-7-2.png");
    assertThat(FileNames.slug("../../etc/passwd")).isEqualTo("etc-passwd");
    assertThat(FileNames.slug("???")).isEqualTo("picture");
    assertThat(
            FileNames.slug("𝒳".repeat(300))
                .codePointCount(0, FileNames.slug("𝒳".repeat(300)).length()))
        .isLessThanOrEqualTo(50);
  }
}
