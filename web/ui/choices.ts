import type { ReactNode } from 'react'

/** One of the things to choose from. `text` is its name in words; `before` stands in front of it: a colour, an avatar. */
export type Choice<Id extends string = string> = {
  id: Id
  text: string
  hint?: string
  before?: ReactNode
  disabled?: boolean
}
