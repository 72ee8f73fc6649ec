/**
 * A reason why the program cannot begin its work that the person at the keyboard can mend.
 * The command line prints both sentences without a stack; every other error is a defect and is shown with one.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
  readonly mend: string

  /**
   * @param reason what is wrong, one plain sentence
   * @param mend what to do about it, one or two plain sentences
   */
  constructor(reason: string, mend: string, options?: ErrorOptions) {
    super(reason, options)
    this.mend = mend
  }
}
