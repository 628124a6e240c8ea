import type { DbOrTx, Tx } from '../../kernel/db/tables.ts'
import { openPort } from '../../kernel/port.ts'
import type { World } from '../../kernel/world.ts'

/** To whom a greeting is said, by whom, and in which languages, the best first. */
export type Greeted = { name: string; handle: string; languages: string[]; by: string; brand: string }
export type Greeting = { text: string; language: string }

/**
 * Answered by whoever keeps words ready: those the brand wrote to greet newcomers, under one of these names (the word for it in
 * each of our languages), to be said to any number of them. Undefined where there are none.
 */
export const savedGreeting =
  openPort<(db: DbOrTx, of: { brandId: string; names: string[] }) => Promise<((to: Greeted) => Greeting) | undefined>>()

/** One person, with all ids the networks know them by. */
export type Whose = { brandId: string; personId: string; identityIds: string[] }

/**
 * Answered by every room that keeps something of persons: all of it, for them to read. `name` is the file's part, such as
 * `interactions`; parts may be long, so they are told in pieces.
 */
export const personalData = openPort<{ name: string; tell: (db: DbOrTx, of: Whose) => AsyncIterable<unknown> }>()

/**
 * One person who is being erased, with all who became a part of them. `names`: what they are called, on the desk and elsewhere;
 * `by`: the name of who erases them.
 */
export type Erased = { brandId: string; personIds: string[]; identityIds: string[]; names: string[]; by: string }

/**
 * Answered by every room whose people write of persons: what tells of them goes out of those words, while it is still known what
 * they are called and what they said. What they said themselves goes when `person.erased` is heard.
 */
export const erasing = openPort<(world: World, tx: Tx, of: Erased) => Promise<void>>()
