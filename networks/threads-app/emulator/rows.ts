import type { Ground, GroundRows } from '../../families/graph-api/lab/ground.ts'
import type { Store } from '../../families/graph-api/lab/store.ts'
import type { LabSite } from '../../lab/network.ts'

export type AccountRow = {
  id: string
  username: string
  name: string
  locale: string
  followers: number
  geoGating: boolean
}
export type Kind = 'TEXT' | 'IMAGE' | 'VIDEO' | 'CAROUSEL'
export type ContainerRow = {
  id: string
  account: string
  kind: Kind
  item: boolean
  text: string
  alt: string
  children: string[]
  path: string | null
  sha256: string
  replyTo: string | null
  link: string | null
  topic: string | null
  poll: Record<string, string> | null
  quote: string | null
  control: string
  countries: string[]
  readyAt: string
  at: string
  shown: boolean
}
export type PostRow = Omit<ContainerRow, 'readyAt' | 'shown' | 'item' | 'path'> & {
  container: string
  username: string
  hidden: boolean
  ordinal: number
  /** Of somebody else's file. */
  fileUrl?: string
}
export type Rows = GroundRows & { accounts: AccountRow; containers: ContainerRow; posts: PostRow }

export type EmulatorOptions = { postsADay?: number; processingMs?: number; geoGating?: boolean }
export type Desk = { site: LabSite; store: Store<Rows>; ground: Ground; options: EmulatorOptions }

export const numbered = ({ store }: Desk, prefix: string) => `${prefix}${String(store.next()).padStart(12, '0')}`
