// What a command of the command line is: its name, its lines of the usage, and what it does with the words behind its name.
export interface Command {
  name: string
  /** Its lines of the usage, indented by two blanks. */
  usage: string
  /**
   * @param args the words behind the name
   * @returns the exit code, once it has ended; nothing when it goes on until it is stopped
   * @throws AppError, whose sentence is printed before the program ends with 1
   */
  run(args: string[]): Promise<number | undefined>
}
