import type { Call, Remove } from '../contract.ts'
import { quoteGateCollection, replyGateCollection } from './gates.ts'
import { deleteRecord, type Place, partsOf } from './records.ts'

/** Takes down the answers first, from the last to the first, then the gates, then the post: nothing is left hanging meanwhile. */
export const remove: Remove = async (call, ref, done) => {
  const post = partsOf(ref.id)
  const answers = Object.values(done).flatMap((result) =>
    result.ref && result.ref.id !== ref.id ? [partsOf(result.ref.id)] : [],
  )
  for (const place of answers.reverse()) await drop(call, place)
  for (const collection of gatesOf(done)) await drop(call, { collection, rkey: post.rkey })
  return (await drop(call, post)) ? 'removed' : 'already-gone'
}

/** Without a record of our steps we do not know whether gates stand; deleting none is harmless. */
function gatesOf(done: Parameters<Remove>[2]): string[] {
  if (!done.post) return [replyGateCollection, quoteGateCollection]
  return [...(done.replies ? [replyGateCollection] : []), ...(done.quotes ? [quoteGateCollection] : [])]
}

const drop = (call: Call, place: Place): Promise<boolean> =>
  deleteRecord(call, { collection: place.collection, rkey: place.rkey })
