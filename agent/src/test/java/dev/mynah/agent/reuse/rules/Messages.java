package dev.mynah.agent.reuse.rules;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.ledger.HitMethod;
import java.nio.charset.StandardCharsets;

/** Heads for tests, from lines as they stand on the wire. */
public final class Messages {
  private Messages() {}

  public static Fields fields(String... lines) {
    Fields fields = new Fields();
    for (String line : lines) {
      int colon = line.indexOf(':');
      fields.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return fields;
  }

  /** One field whose value may hold any bytes at all. */
  public static Fields raw(String name, byte[] value) {
    byte[] nameBytes = name.getBytes(StandardCharsets.ISO_8859_1);
    Fields fields = new Fields();
    byte[] text = fields.reserve(nameBytes.length + value.length);
    System.arraycopy(nameBytes, 0, text, 0, nameBytes.length);
    System.arraycopy(value, 0, text, nameBytes.length, value.length);
    fields.place(0, nameBytes.length, nameBytes.length, nameBytes.length + value.length);
    return fields;
  }

  public static RequestHead request(String method, String... lines) {
    RequestHead head = new RequestHead();
    head.begin(HitMethod.of(method), method, Version.HTTP_1_1, Scheme.HTTP);
    Fields fields = fields(lines);
    for (int i = 0; i < fields.size(); i++) {
      head.fields().add(fields, i);
    }
    return head;
  }

  public static RequestHead get(String... lines) {
    return request("GET", lines);
  }

  public static ResponseHead answer(int status, String... lines) {
    return new ResponseHead(status, null, fields(lines));
  }
}
