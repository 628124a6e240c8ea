/**
 * A question that an earlier room asks and a later one answers, so that imports keep their one direction.
 * The later room provides the answer once, when it is loaded; asking before that is an error of the program.
 */
export type Port<T> = { provide: (answer: T) => void; ask: () => T }

export function port<T>(name: string): Port<T> {
  let given: { answer: T } | undefined
  return {
    provide: (answer) => {
      if (given) throw new Error(`the port ${name} is provided twice`)
      given = { answer }
    },
    ask: () => {
      if (!given) throw new Error(`nothing provides the port ${name}`)
      return given.answer
    },
  }
}

/** A question that any number of later rooms may answer, or none; the answers stand in the order of the rooms. */
export type OpenPort<T> = { join: (answer: T) => void; all: () => readonly T[] }

export function openPort<T>(): OpenPort<T> {
  const given: T[] = []
  return { join: (answer) => void given.push(answer), all: () => given }
}
