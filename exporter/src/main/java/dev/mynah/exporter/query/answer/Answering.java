package dev.mynah.exporter.query.answer;

import dev.mynah.exporter.query.count.Inquiry;

/** Answers the questions to one path. Any worker thread. */
@FunctionalInterface
public interface Answering {
  /** The answer to one. */
  Answer answer(Inquiry inquiry);
}
