import type { Call, Remove } from '../contract.ts'
import { quoteGateCollection, replyGateCollection } from './gates.ts'
import { deleteRecord, type Place, partsOf } from './records.ts'

/**
 * Takes down the answers first, from the last to the first, then the gates, then the post: nothing is left hanging meanwhile.
 * Gates are taken down unasked: hiding an answer makes one too, and deleting none is harmless.
 */
export const remove: Remove = async (call, ref, done) => {
  const post = partsOf(ref.id)
  const answers = Object.values(done).flatMap((result) =>
    result.ref && result.ref.id !== ref.id ? [partsOf(result.ref.id)] : [],
  )
  for (const place of answers.reverse()) await drop(call, place)
  for (const collection of [replyGateCollection, quoteGateCollection]) await drop(call, { collection, rkey: post.rkey })
  return (await drop(call, post)) ? 'removed' : 'already-gone'
}

const drop = (call: Call, place: Place): Promise<boolean> =>
  deleteRecord(call, { collection: place.collection, rkey: place.rkey })
