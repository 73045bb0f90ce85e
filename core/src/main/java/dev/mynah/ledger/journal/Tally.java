package dev.mynah.ledger.journal;

import dev.mynah.ledger.journal.JournalStatus.Files;
import dev.mynah.ledger.journal.JournalStatus.LeftOut;
import dev.mynah.ledger.journal.JournalStatus.State;

/** What the journal's thread has done, for others to see. */
final class Tally {
  private volatile JournalStatus shown = JournalStatus.off("it is being opened");
  private State state = State.OFF;
  private String detail = "";
  private long events;
  private long overBudget;
  private long ringFull;
  private long notWritten;
  private long frames;
  private long bytes;
  private long failures;

  /** As of the end of the last turn. Any thread. */
  JournalStatus shown() {
    return shown;
  }

  void show(Files files) {
    LeftOut leftOut = new LeftOut(overBudget, ringFull, notWritten);
    shown = new JournalStatus(state, events, leftOut, frames, bytes, files, failures, detail);
  }

  void state(State now) {
    state = now;
  }

  void failed(String why) {
    failures++;
    detail = why;
  }

  void recovered() {
    detail = "";
  }

  void events(long written) {
    events += written;
  }

  void frames(long written) {
    frames += written;
  }

  void bytes(long written) {
    bytes += written;
  }

  void notWritten(long requests) {
    notWritten += requests;
  }

  void leftOut(long nowOverBudget, long nowRingFull) {
    overBudget = nowOverBudget;
    ringFull = nowRingFull;
  }
}
