package dev.mynah.image;

import dev.mynah.image.root.ImageFailure;
import dev.mynah.image.root.Jdk;
import dev.mynah.image.root.Platform;
import dev.mynah.image.root.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts an image together in a folder of its own, which is removed at the end. */
final class ImageBuild {
  private final Options options;
  private final long seconds;
  private final Consumer<String> say;

  /**
   * @param seconds time of every file in the image, since 1970
   * @param say hears what is done, a line at a time
   */
  ImageBuild(Options options, long seconds, Consumer<String> say) {
    this.options = options;
    this.seconds = seconds;
    this.say = say;
  }

  void run() throws IOException {
    Jdk jdk = Jdk.at(options.jdk().orElse(Path.of(System.getProperty("java.home"))).toRealPath());
    options.platform().ifPresent(platform -> checkPlatform(jdk, platform));
    String version = RootFolder.version(options.jar(), jdk);
    if (options.switches().root().isPresent()) {
      leave(options.switches().root().get(), jdk);
      return;
    }
    ImageName name = ImageName.of(options.tag().orElse("mynah:" + tag(version)));
    Path work = Files.createTempDirectory("mynah-image").toRealPath();
    try {
      Path root = Files.createDirectory(work.resolve("root"));
      fill(root, jdk);
      boolean archive = train(root, jdk);
      RootFolder.setTimes(root, seconds);
      String created = Instant.ofEpochSecond(seconds).toString();
      pack(work, root, name, new ImageTexts.About(version, created, jdk, archive));
    } finally {
      RootFolder.remove(work);
    }
  }

  /**
   * For those who build by a Containerfile: the root, and the flags in files beside the program.
   */
  private void leave(Path root, Jdk jdk) throws IOException {
    fill(Files.createDirectory(root), jdk);
    RootFolder.leaveFlags(root, jdk);
    RootFolder.setTimes(root, seconds);
    say.accept(root + ": the image's root");
  }

  private static void checkPlatform(Jdk jdk, Platform platform) {
    if (jdk.platform() != platform) {
      throw new ImageFailure(
          "--platform linux/"
              + platform.architecture()
              + ", but "
              + jdk.home()
              + " is for "
              + jdk.platform().cpu()
              + ": name a JDK for that platform with --jdk.");
    }
  }

  /** A version as a tag may be written. */
  private static String tag(String version) {
    return version.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  private void fill(Path root, Jdk jdk) throws IOException {
    Path system = options.libc().orElse(Path.of("/"));
    RootFolder.fill(root, jdk, options.jar(), system, say);
  }

  private boolean train(Path root, Jdk jdk) throws IOException {
    if (!options.switches().archive()) {
      say.accept("no archive for quick starts, as asked");
      return false;
    }
    say.accept("making the archive for quick starts");
    Optional<String> why = RootFolder.train(root, jdk, seconds);
    why.ifPresent(reason -> say.accept("this image has no archive for quick starts: " + reason));
    return why.isEmpty();
  }

  private void pack(Path work, Path root, ImageName name, ImageTexts.About about)
      throws IOException {
    List<Layer.Written> layers = new ArrayList<>();
    for (Layer layer : Layer.values()) {
      Layer.Written written = layer.pack(root, work.resolve(layer.name()), seconds);
      layers.add(written);
      say.accept(
          "layer "
              + layer.content()
              + ": "
              + size(written.unpackedBytes())
              + ", packed "
              + size(written.blob().bytes()));
    }
    Blob config = ImageArchive.blob(ImageArchive.json(ImageTexts.config(about, layers)), work);
    Blob manifest = ImageArchive.blob(ImageArchive.json(ImageTexts.manifest(config, layers)), work);
    Map<String, Object> descriptor = new LinkedHashMap<>(manifest.descriptor(ImageTexts.MANIFEST));
    descriptor.put(
        "platform",
        ImageTexts.ordered("architecture", about.jdk().platform().architecture(), "os", "linux"));
    descriptor.put("annotations", ImageTexts.annotations(name));
    List<Blob> blobs = new ArrayList<>(List.of(manifest, config));
    layers.forEach(layer -> blobs.add(layer.blob()));
    ImageArchive.write(
        options.output(),
        ImageTexts.index(List.of(descriptor)),
        List.of(ImageArchive.docker(config, List.of(name.familiar()), layers)),
        blobs,
        seconds);
    say.accept(
        options.output()
            + ": "
            + name.familiar()
            + " for linux/"
            + about.jdk().platform().architecture()
            + ", "
            + size(Files.size(options.output())));
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
