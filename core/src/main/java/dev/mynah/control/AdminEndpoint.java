package dev.mynah.control;

/** Answers one kind of request on the admin port. Must be safe to call from several threads. */
@FunctionalInterface
public interface AdminEndpoint {
  /**
   * The answer.
   *
   * @throws ProblemException with the answer to give
   * @throws Exception anything else; it is logged and answered 500 without a word of what it says
   */
  AdminResponse answer(AdminRequest request) throws Exception;
}
