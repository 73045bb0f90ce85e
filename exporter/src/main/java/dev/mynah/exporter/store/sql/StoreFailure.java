package dev.mynah.exporter.store.sql;

import dev.mynah.exporter.series.QueryRefused;
import java.sql.SQLException;
import java.util.Locale;

/** The store could not do what was asked; what was begun has been undone. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Why; also a label of metrics. */
  public enum Kind {
    /** No connection, or it broke. Worth trying again. */
    UNREACHABLE,
    /** Somebody else holds what was needed. Worth trying again. */
    BUSY,
    /** No room on the disk. Worth trying again once there is. */
    FULL,
    /** The file's content makes no sense. */
    DAMAGED,
    /** A read took longer than it may. */
    TIMEOUT,
    /** All else: rights, a missing table, a mistake of ours. */
    OTHER
  }

  /** A failure and what the driver said. */
  public StoreFailure(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  /** Puts the driver's error in one of the kinds. */
  public static StoreFailure of(Dialect dialect, SQLException e) {
    Kind kind = dialect == Dialect.SQLITE ? sqlite(e) : postgresql(e);
    return new StoreFailure(kind, "the store is " + word(kind) + ": " + e.getMessage(), e);
  }

  /** The same where somebody asked and may ask again: told as a refusal. */
  static RuntimeException ofQuery(Dialect dialect, SQLException e) {
    StoreFailure failure = of(dialect, e);
    return switch (failure.kind) {
      case UNREACHABLE, BUSY ->
          new QueryRefused(QueryRefused.Kind.UNAVAILABLE, "the store is " + word(failure.kind));
      case TIMEOUT -> new QueryRefused(QueryRefused.Kind.TIMEOUT, "the store took too long");
      case FULL, DAMAGED, OTHER -> failure;
    };
  }

  /** Whether SQLite said somewhere below that another connection was in the way. */
  public static boolean isBusy(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException e && sqlite(e) == Kind.BUSY) {
        return true;
      }
    }
    return false;
  }

  public Kind kind() {
    return kind;
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> "out of reach";
      case BUSY -> "busy";
      case FULL -> "full";
      case DAMAGED -> "damaged";
      case TIMEOUT -> "too slow";
      case OTHER -> "in trouble";
    };
  }

  /** Primary result codes, <a href="https://www.sqlite.org/rescode.html">as SQLite has them</a>. */
  private static Kind sqlite(SQLException e) {
    return switch (e.getErrorCode() & 0xff) {
      case 5, 6 -> Kind.BUSY;
      case 9 -> Kind.TIMEOUT;
      case 10 -> Kind.UNREACHABLE;
      case 13 -> Kind.FULL;
      case 11, 26 -> Kind.DAMAGED;
      case 14 -> Kind.UNREACHABLE;
      default -> Kind.OTHER;
    };
  }

  /** Classes of SQLSTATE, PostgreSQL's appendix A. */
  private static Kind postgresql(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState().toUpperCase(Locale.ROOT);
    if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
      return Kind.UNREACHABLE;
    }
    if (state.startsWith("40") || state.startsWith("55P")) {
      return Kind.BUSY;
    }
    if (state.startsWith("53")) {
      return Kind.FULL;
    }
    if (state.equals("57014")) {
      return Kind.TIMEOUT;
    }
    return state.startsWith("XX") ? Kind.DAMAGED : Kind.OTHER;
  }
}
