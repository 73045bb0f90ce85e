package dev.mynah.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.image.root.ImageFailure;
import dev.mynah.image.root.RootFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes one image for several platforms of several images for one each. */
final class ImageJoin {
  private final Options options;
  private final long seconds;
  private final Consumer<String> say;

  ImageJoin(Options options, long seconds, Consumer<String> say) {
    this.options = options;
    this.seconds = seconds;
    this.say = say;
  }

  void run() throws IOException {
    Path work = Files.createTempDirectory("mynah-image");
    try {
      Map<String, Blob> blobs = new LinkedHashMap<>();
      List<JsonNode> manifests = new ArrayList<>();
      List<JsonNode> docker = new ArrayList<>();
      Set<String> platforms = new LinkedHashSet<>();
      for (Path file : options.switches().join()) {
        ImageArchive.Read read = ImageArchive.read(file, work);
        JsonNode manifest = onlyManifest(file, read);
        String platform = "linux/" + manifest.path("platform").path("architecture").asText();
        if (!platforms.add(platform)) {
          throw new ImageFailure(file + " is a second image for " + platform + ".");
        }
        manifests.add(manifest);
        read.docker().forEach(docker::add);
        blobs.putAll(read.blobs());
      }
      ImageName name = name(docker.get(0));
      docker.forEach(image -> ((ObjectNode) image).putArray("RepoTags"));
      ((ObjectNode) docker.get(0)).putArray("RepoTags").add(name.familiar());
      write(work, name, manifests, docker, blobs);
      say.accept(
          options.output() + ": " + name.familiar() + " for " + String.join(", ", platforms));
    } finally {
      RootFolder.remove(work);
    }
  }

  private static JsonNode onlyManifest(Path file, ImageArchive.Read read) {
    JsonNode manifests = read.index().path("manifests");
    JsonNode first = manifests.path(0);
    if (manifests.size() != 1 || !first.path("mediaType").asText().equals(ImageTexts.MANIFEST)) {
      throw new ImageFailure(file + " is not an image for one platform.");
    }
    ((ObjectNode) first).remove("annotations");
    return first;
  }

  private ImageName name(JsonNode docker) {
    return ImageName.of(options.tag().orElse(docker.path("RepoTags").path(0).asText()));
  }

  private void write(
      Path work,
      ImageName name,
      List<JsonNode> manifests,
      List<JsonNode> docker,
      Map<String, Blob> blobs)
      throws IOException {
    Blob inner = ImageArchive.blob(ImageArchive.json(ImageTexts.index(manifests)), work);
    Map<String, Object> descriptor = new LinkedHashMap<>(inner.descriptor(ImageTexts.INDEX));
    descriptor.put("annotations", ImageTexts.annotations(name));
    List<Blob> all = new ArrayList<>(List.of(inner));
    all.addAll(blobs.values());
    ImageArchive.write(
        options.output(), ImageTexts.index(List.of(descriptor)), docker, all, seconds);
  }
}
