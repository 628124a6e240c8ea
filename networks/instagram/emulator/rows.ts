import type { TalkRows } from '../../families/graph-api/lab/conversations.ts'
import type { GroundRows } from '../../families/graph-api/lab/ground.ts'

export type AccountRow = {
  id: string
  page: string
  user: string
  username: string
  name: string
  locale: string
  followers: number
}
export type ContainerRow = {
  id: string
  account: string
  kind: 'IMAGE' | 'VIDEO' | 'CAROUSEL'
  product: 'FEED' | 'REELS' | 'STORY'
  item: boolean
  caption: string
  alt: string
  children: string[]
  path: string | null
  sha256: string
  readyAt: string
  at: string
  broken: string | null
  shown: boolean
}
export type MediaRow = {
  id: string
  account: string
  container: string
  kind: ContainerRow['kind']
  product: ContainerRow['product']
  caption: string
  alt: string
  children: string[]
  at: string
  commentsOn: boolean
  ordinal: number
  by?: string
}
export type CommentRow = {
  id: string
  media: string
  parent: string | null
  from: { id: string; username: string }
  text: string
  at: string
  hidden: boolean
  privately?: string
}
export type Rows = GroundRows &
  TalkRows & {
    accounts: AccountRow
    users: { id: string; name: string }
    containers: ContainerRow
    media: MediaRow
    comments: CommentRow
    blocked: { id: string; account: string; person: string }
    subscribed: { id: string; fields: string[] }
    tags: { id: string; name: string }
  }

/** Which node of the graph an id names: each kind has numbers of its own. */
export function nodeOf(id: string): string | undefined {
  if (id === 'me' || /^17841\d{12}$/.test(id)) return 'IGUser'
  if (/^10\d{13}$/.test(id)) return 'Page'
  if (/^17889\d{12}$/.test(id)) return 'ShadowIGMediaBuilder'
  if (/^18001\d{12}$/.test(id)) return 'IGMedia'
  if (/^17951\d{12}$/.test(id)) return 'IGComment'
  if (/^17843\d{12}$/.test(id)) return 'ShadowIGHashtag'
  return undefined
}
