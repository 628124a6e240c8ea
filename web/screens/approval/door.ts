import {
  type Decide,
  decideShared,
  decideSignedIn,
  mediaForApproval,
  type SharedView,
  sharedMediaUrl,
} from '../../api/approval.ts'
import { type BrandRole, mayAs } from '../../api/team.ts'

/** By which way somebody came to the posts they decide on: a link, or an account of their own. */
export type Door = {
  /** The address of what is shown. */
  path: string
  decide: (postId: string, decision: Decide, key: string) => Promise<SharedView>
  mediaUrl: (mediaId: string) => string
  /** Is it known who comes in? */
  isNamed: boolean
  mayDecide: boolean
}

export const doorOfLink = (token: string): Door => ({
  path: `/api/shared/${token}`,
  decide: (postId, decision, key) => decideShared(token, postId, decision, key),
  mediaUrl: (mediaId) => sharedMediaUrl(token, mediaId),
  isNamed: false,
  mayDecide: true,
})

export const doorOfAccount = (brandId: string, role: BrandRole): Door => ({
  path: `/api/brands/${brandId}/for-approval`,
  decide: (postId, decision, key) => decideSignedIn(brandId, postId, decision, key),
  mediaUrl: (mediaId) => mediaForApproval(brandId, mediaId),
  isNamed: true,
  mayDecide: role === 'client' || mayAs(role, 'editor'),
})
