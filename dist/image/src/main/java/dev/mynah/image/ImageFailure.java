package dev.mynah.image;

import java.io.Serial;

/** An image that cannot be built, with one sentence for whoever asked. */
final class ImageFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ImageFailure(String sentence) {
    super(sentence);
  }
}
