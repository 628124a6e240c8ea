import type { ComponentType } from 'react'
import type { AccountFacts, Content } from '../networks/compose.ts'

/**
 * What a network's preview gets, and nothing else: `networks/<id>/web/preview.tsx` exports `Preview`, a component of these.
 * It draws the post as the network will show it, in the network's own light and dark, and changes nothing.
 */
export type PreviewProps = {
  account: { name: string; handle: string; avatarUrl: string | null; server: string; facts: AccountFacts }
  /** As it will be published on this account: the post with the account's variant laid over it. */
  content: Content
  /** Where to see a file of the library; undefined while it is not there. */
  mediaUrl: (mediaId: string) => { url: string; poster?: string } | undefined
  /** BCP 47 tag for dates and numbers. */
  locale: string
  /** The moment it is to appear at, or the present. */
  now: Date
  zone: string
  /** Words of the catalogues; the preview's own stand in its network's `messages`. */
  say: (key: string, values?: Record<string, string | number>) => string
}

export type PreviewModule = { Preview: ComponentType<PreviewProps> }
