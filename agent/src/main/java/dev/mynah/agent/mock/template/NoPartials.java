package dev.mynah.agent.mock.template;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.TemplateSource;
import java.io.FileNotFoundException;
import java.io.IOException;

/** A template is one text: it never loads another, whatever its name. */
final class NoPartials extends AbstractTemplateLoader {
  @Override
  public TemplateSource sourceAt(String location) throws IOException {
    throw new FileNotFoundException("partials are not supported");
  }
}
