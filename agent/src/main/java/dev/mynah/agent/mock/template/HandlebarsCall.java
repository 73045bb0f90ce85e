package dev.mynah.agent.mock.template;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import com.github.jknack.handlebars.Template;
import dev.mynah.agent.mock.function.FunctionCall;
import dev.mynah.agent.mock.function.FunctionFailure;
import dev.mynah.agent.mock.function.Plain;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.function.SystemValues;
import dev.mynah.agent.mock.function.TemplateFunction;
import dev.mynah.agent.mock.function.basic.BasicFunctions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A call of a helper as Handlebars hands it over. */
final class HandlebarsCall implements FunctionCall {
  private final @Nullable Object first;
  private final Options options;
  private final Surroundings surroundings;
  private final Rendering rendering;

  private HandlebarsCall(
      @Nullable Object first, Options options, Surroundings surroundings, Rendering rendering) {
    this.first = first;
    this.options = options;
    this.surroundings = surroundings;
    this.rendering = rendering;
  }

  /** Runs the helper, charged to the rendering it is part of. */
  static @Nullable Object run(
      TemplateFunction function,
      @Nullable Object first,
      Options options,
      Surroundings surroundings) {
    if (!(options.context.data(Rendering.KEY) instanceof Rendering rendering)) {
      throw new FunctionFailure("a helper was called outside of a rendering");
    }
    rendering.charge(0);
    HandlebarsCall call = new HandlebarsCall(first, options, surroundings, rendering);
    Object value = function.work().apply(call);
    if (!function.takesBlock() && call.isBlock()) {
      value = BasicFunctions.around(call, value);
    }
    if (value instanceof CharSequence text) {
      rendering.charge(text.length());
    }
    return call.isBlock() ? Plain.text(value) : value;
  }

  @Override
  public String name() {
    return options.helperName;
  }

  @Override
  public int count() {
    boolean none = options.params.length == 0 && first == options.context.model();
    return none ? 0 : options.params.length + 1;
  }

  @Override
  public @Nullable Object arg(int i) {
    if (i == 0) {
      return first;
    }
    return i <= options.params.length ? options.params[i - 1] : null;
  }

  @Override
  public @Nullable Object option(String name) {
    return options.hash.get(name);
  }

  @Override
  public boolean isBlock() {
    return options.tagType == TagType.SECTION;
  }

  @Override
  public String block() {
    return rendered(options.fn, options.context, List.of());
  }

  @Override
  public String blockWith(Object self) {
    return rendered(options.fn, Context.newContext(options.context, self), List.of(self));
  }

  @Override
  public String blockFor(Object self, Object key, int index, boolean last) {
    Context entry =
        Context.newBuilder(options.context, self)
            .combine("@key", key)
            .combine("@index", index)
            .combine("@first", index == 0)
            .combine("@last", last)
            .combine("@odd", index % 2 == 1)
            .combine("@even", index % 2 == 0)
            .build();
    return rendered(options.fn, entry, List.of(self, key));
  }

  @Override
  public String otherwise() {
    return rendered(options.inverse, options.context, List.of());
  }

  /** Renders a part; the names that the block gives to its values stand above all others in it. */
  private String rendered(Template template, Context context, List<Object> values) {
    int named = Math.min(options.blockParams.size(), values.size());
    try {
      CharSequence made =
          named == 0
              ? template.apply(context)
              : options.apply(template, context, values.subList(0, named));
      rendering.charge(made.length());
      return made.toString();
    } catch (IOException e) {
      throw failure("the block cannot be rendered");
    }
  }

  @Override
  public void assign(String name, Object value) {
    options.context.data(name, value);
  }

  @Override
  public @Nullable Object read(String text, Function<String, @Nullable Object> reader) {
    return rendering.read(text, reader);
  }

  @Override
  public void charge(long characters) {
    rendering.charge(characters);
  }

  @Override
  public Clock clock() {
    return surroundings.clock();
  }

  @Override
  public RandomGenerator random() {
    return surroundings.random().get();
  }

  @Override
  public String hostname() {
    return surroundings.hostname();
  }

  @Override
  public SystemValues system() {
    return surroundings.system();
  }
}
