package dev.mynah.agent.mock.template;

/** A compiled template. Any thread may render it. */
public interface Template {
  /** Whether it may ask for the request's body. */
  boolean needsBody();

  /**
   * Renders the text for one request.
   *
   * @param rendering shared by the templates of one answer, whose bounds cover them together
   * @throws RenderException when a helper gives up or a bound is reached
   */
  String render(Rendering rendering) throws RenderException;

  /** A text without any template in it. */
  static Template literal(String text) {
    return new Template() {
      @Override
      public boolean needsBody() {
        return false;
      }

      @Override
      public String render(Rendering rendering) {
        return text;
      }
    };
  }
}
