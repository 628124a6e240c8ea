import type { Call, Interaction, Moderate } from '../contract.ts'
import { partsOfRef } from './api.ts'
import { removeThing } from './change.ts'
import { order, wireOf } from './client.ts'
import { numberIn } from './inbox.ts'
import { instanceOf } from './instance.ts'

const comment = (what: Interaction) => ({ comment_id: partsOfRef(what.id).number })
const asked = (call: Call, path: string, json: object) => order(wireOf(call), path, json)

/** In a community the account moderates a person is banned from it; elsewhere the account itself does not hear them any more. */
function shut(call: Call, what: Interaction, on: boolean): Promise<void> {
  const person = Number(what.author.id)
  const community = numberIn(what, 'community')
  const moderates = instanceOf(call.account.facts).communities.some((one) => one.id === community && one.moderates)
  return moderates
    ? asked(call, '/community/ban_user', { community_id: community, person_id: person, ban: on, remove_data: false })
    : asked(call, '/user/block', { person_id: person, block: on })
}

/** Each is the same done twice as once. Hiding is a moderator's removal. */
export const moderate: Moderate = {
  like: (call, what) => asked(call, '/comment/like', { ...comment(what), score: 1 }),
  unlike: (call, what) => asked(call, '/comment/like', { ...comment(what), score: 0 }),
  hide: (call, what) => asked(call, '/comment/remove', { ...comment(what), removed: true }),
  unhide: (call, what) => asked(call, '/comment/remove', { ...comment(what), removed: false }),
  delete: (call, what) => removeThing(call, what.id),
  block: (call, what) => shut(call, what, true),
  unblock: (call, what) => shut(call, what, false),
  report: (call, what) =>
    what.kind === 'message'
      ? asked(call, '/private_message/report', { private_message_id: partsOfRef(what.id).number, reason: 'spam' })
      : asked(call, '/comment/report', { ...comment(what), reason: 'spam' }),
}
