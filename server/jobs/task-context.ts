// What a task in the second thread is given besides its input.
export interface TaskContext {
  /** @throws AppError when the task was cancelled; call it between pieces of work */
  expectWanted(): void
  /** Says how far it is, at most a few times a second. @throws as expectWanted */
  progress(done: number, total: number): void
}
