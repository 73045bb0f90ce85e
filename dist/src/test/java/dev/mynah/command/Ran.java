package dev.mynah.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What running a command inside the test gave. */
record Ran(int code, String out, String err) {
  static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = CommandLineFront.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = CommandLineFront.run(line, args);
    return new Ran(code, out.toString(), err.toString());
  }
}
