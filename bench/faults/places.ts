import type { GivenPublication } from '../../modules/publishing/testing.ts'
import type { ConnectedAccount, Interaction, Network, Step } from '../../networks/contract.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { LabAccount } from '../lab-accounts.ts'
import { type Files, type Recipe, recipeFor } from '../publishable.ts'

export type Setting = {
  brandId: string
  userId: string
  accounts: Reached[]
  /** Where nothing is published and people are answered all the same. */
  onlyAnswering: Place[]
  /** What is answered, in the order of the answers; they have the numbers after those of the publications. */
  spoken: Spoken[]
  publications: number
  files: Files
  /** Ids of the publications and then of the answers, by their number. */
  ids: string[]
  start: number
}
export type Place = { id: string; openedAs: string; network: string }
/** An account of the run, with what a post on it needs and bears. */
export type Reached = Place & {
  recipe: Recipe
  threads: boolean
  pictures: boolean
  decides: boolean
}

/** What a person of the lab said to an account, and how the run answers it. */
export type Spoken = {
  accountId: string
  to: Interaction
  way: 'public' | 'private'
  picture: boolean
  /** Does every doubt about the answer clear up without a person? */
  decides: boolean
}

export function reached(world: NetworkedWorld, id: string, account: LabAccount, files: Files): Reached {
  const network = world.networks.get(account.network)
  const recipe = recipeFor(network, account.facts, files)
  if (!recipe) throw new Error(`nothing that the harness can write may be published on ${account.network}`)
  const { can } = network.composing
  const limits = network.composing.limits(account.facts)
  const pictures = limits.media.image !== undefined && recipe.media.length === 0
  return {
    id,
    openedAs: account.openedAs,
    network: account.network,
    recipe,
    threads: can.thread,
    pictures,
    decides: decidesItself(network, account, recipe),
  }
}

/** Has the network a way by which every doubt can be cleared up without a person? */
function decidesItself(network: Network, account: ConnectedAccount, recipe: Recipe): boolean {
  const content = { parts: [{ text: 'x', media: [] }], options: recipe.optionsFor('x') }
  const steps = network.publish?.steps(content, { id: 'x', app: {}, ...account }) ?? []
  return decidedBy(steps)
}

export const decidedBy = (steps: Step[]): boolean =>
  steps.every(({ again }) => again.way !== 'never' && !(again.way === 'look-first' && again.absence === 'never-sure'))

/** A post with what its network wants of one. */
export function writtenOn(
  { files }: Pick<Setting, 'files'>,
  { id, recipe, pictures }: Reached,
  texts: string[],
  more: { alt?: string; picture?: boolean } = {},
): Pick<GivenPublication, 'accountId' | 'parts' | 'options'> {
  const kinds = more.picture && pictures ? (['image'] as const) : recipe.media
  return {
    accountId: id,
    options: recipe.optionsFor(texts[0] ?? ''),
    parts: texts.map((text, part) => ({
      text,
      media: (part === 0 ? kinds : recipe.media).map((kind) => ({ mediaId: files[kind].id, alt: more.alt })),
    })),
  }
}
