import type { Graph, Ground } from '../../families/graph-api/lab/ground.ts'
import { GraphRefusal, gone } from '../../families/graph-api/lab/refusals.ts'
import type { Store } from '../../families/graph-api/lab/store.ts'
import type { LabSite } from '../../lab/network.ts'
import type { PageRow, Rows } from './rows.ts'

export type EmulatorOptions = {
  /** How many bytes one piece of a video may have. */
  pieceBytes?: number
}
export type Desk = { site: LabSite; store: Store<Rows>; ground: Ground; options: EmulatorOptions }

/** A number of a kind, larger than those before it. */
export const numbered = ({ store }: Desk, prefix: string) => `${prefix}${String(store.next()).padStart(13, '0')}`

/** The page for which the token speaks; another page, or one whose person left it, is refused. */
export function actingPage({ store }: Desk, { token }: Graph, id?: string): PageRow {
  const page = store.get('pages', token.subject)
  if (!page) throw new GraphRefusal(210, 'A page access token is required to request this resource.')
  if (page.removed) throw gone(page.id)
  if (page.lost)
    throw new GraphRefusal(190, 'Error validating access token: The user must be an administrator of the page', {
      subcode: 492,
    })
  if (id !== undefined && id !== 'me' && id !== page.id) throw gone(id)
  return page
}

/** Characters as readers count them one by one. */
export function notLonger(text: string, max: number, what: string): void {
  if (Array.from(text).length > max) throw new GraphRefusal(100, `${what} is too long: the limit is ${max} characters`)
}
