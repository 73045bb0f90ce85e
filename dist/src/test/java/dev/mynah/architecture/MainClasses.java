package dev.mynah.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out tests and the test kits that other modules share as a jar. */
public final class MainClasses implements ImportOption {
  private final ImportOption noTests = new ImportOption.DoNotIncludeTests();

  /** For ArchUnit. */
  public MainClasses() {}

  @Override
  public boolean includes(Location location) {
    return noTests.includes(location) && !location.contains("-tests.jar");
  }
}
