package dev.mynah.image.root;

import java.io.Serial;

/** An image that cannot be built, with one sentence for whoever asked. */
public final class ImageFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ImageFailure(String sentence) {
    super(sentence);
  }
}
