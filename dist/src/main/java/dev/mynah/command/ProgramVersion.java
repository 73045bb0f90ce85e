package dev.mynah.command;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"mynah " + version(), "Java " + Runtime.version()};
  }

  static String version() {
    String built = ProgramVersion.class.getPackage().getImplementationVersion();
    return built == null ? "development" : built;
  }
}
