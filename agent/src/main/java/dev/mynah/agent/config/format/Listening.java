package dev.mynah.agent.config.format;

import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.settings.declare.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts {@code listen} and {@code listeners} together.
 *
 * <p>Where a file gives host or port under {@code listen}, that is a listener beside the others.
 * Where only the environment or a flag does, it moves the first listener of the list that stands
 * for no upstream, since that is the one which whoever gives the flag means. A certificate, CORS
 * and an upstream that they give go with it: a port meant to speak TLS must not speak plain HTTP.
 */
final class Listening {
  private Listening() {}

  static List<ListenSection.Draft> all(Values v) {
    List<ListenSection.Draft> listeners = new ArrayList<>(v.get(ListenSection.LISTENERS));
    ListenSection.Draft main = v.find(ListenSection.LISTEN);
    if (main == null) {
      boolean none = listeners.isEmpty() && !v.given(ListenSection.LISTENERS);
      if (none && !v.given(ListenSection.LISTEN)) {
        listeners.add(ListenSection.byDefault(v.place()));
      }
      return listeners;
    }
    int moved = main.written() ? -1 : firstPlain(listeners);
    if (moved >= 0) {
      listeners.set(moved, moved(listeners.get(moved), main, v));
    } else {
      listeners.add(0, main);
    }
    return listeners;
  }

  private static int firstPlain(List<ListenSection.Draft> listeners) {
    for (int i = 0; i < listeners.size(); i++) {
      if (listeners.get(i).listener().to() == null) {
        return i;
      }
    }
    return -1;
  }

  private static ListenSection.Draft moved(
      ListenSection.Draft listed, ListenSection.Draft main, Values v) {
    ListenerConfig given = main.listener();
    String host = ListenSection.hostGiven(v) ? given.host() : listed.listener().host();
    int port = ListenSection.portGiven(v) ? given.port() : listed.listener().port();
    return listed.moved(host, port, main);
  }
}
