import type { Interaction } from '../../networks/contract.ts'
import type { FoundWord } from './find-words.ts'
import type { StopWord, StopWordTree } from './word-packs.ts'

/** What a rule may ask of something that was said. Null where nobody knows. */
export type Facts = {
  interactionId: string
  conversationId: string | null
  accountId: string
  network: string
  kind: Interaction['kind']
  at: Date
  text: string
  hasMedia: boolean
  rating: number | null
  author: {
    /** The same for all that one author says to the brand. */
    key: string
    handle: string
    name: string
    bot: boolean
    followers: number | null
    firstAt: Date | null
    tags: string[]
  }
  tone: 'negative' | 'neutral' | 'positive' | null
  rubricId: string | null
}

/** What of the brand judging needs; nothing of it changes from one text to the next. */
export type Desk = {
  zone: string
  stopWords: StopWordTree
  /** Is somebody there for this account at that moment? */
  isOpen: (accountId: string, at: Date) => boolean
  /** 0 to 100. */
  spamScore: (facts: Facts, stopWords: FoundWord<StopWord>[]) => number
  /** How many within the minutes before it, itself included. */
  flood: (facts: Facts, what: 'author' | 'alike', minutes: number) => number
}

/** Where in the text something was found, in UTF-16 units. */
export type Place = { from: number; to: number }
