package dev.mynah.settings;

/** The sections that every process of Mynah has, whichever part of it runs. */
public record ProcessSettings(
    AdminSettings admin,
    DataSettings data,
    LedgerSettings ledger,
    MetricsSettings metrics,
    LogSettings log,
    ReloadSettings reload,
    JournalSettings journal,
    IdentitySettings identity) {
  public static final ProcessSettings DEFAULT =
      new ProcessSettings(
          AdminSettings.DEFAULT,
          DataSettings.DEFAULT,
          LedgerSettings.DEFAULT,
          MetricsSettings.DEFAULT,
          LogSettings.DEFAULT,
          ReloadSettings.DEFAULT,
          JournalSettings.DEFAULT,
          IdentitySettings.DEFAULT);
}
