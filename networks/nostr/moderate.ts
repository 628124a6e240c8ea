import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Interaction, Moderate } from '../contract.ts'
import { kinds } from './events.ts'
import { giveNow } from './publish.ts'
import { find, wireOf } from './relays.ts'
import { takeBack } from './remove.ts'

const ownLikes = (call: Call, what: Interaction) =>
  find(wireOf(call), [{ kinds: [kinds.reaction], authors: [call.account.remoteId], '#e': [what.id] }])

/** The public list of whom the account does not hear (NIP-51); everything else in it stays. */
async function mute(call: Call, what: Interaction, muted: boolean): Promise<void> {
  const [list] = await find(wireOf(call), [{ kinds: [kinds.muted], authors: [call.account.remoteId] }])
  const others = (list?.tags ?? []).filter((tag) => tag[0] !== 'p' || tag[1] !== what.author.id)
  const before = (list?.tags ?? []).length !== others.length
  if (before === muted) return
  await giveNow(call, {
    kind: kinds.muted,
    tags: muted ? [...others, ['p', what.author.id]] : others,
    content: list?.content ?? '',
  })
}

/** Nobody can take away what others said: relays may be told, and the account need not hear it. */
export const moderate: Moderate = {
  like: async (call, what) => {
    if ((await ownLikes(call, what)).length > 0) return
    await giveNow(call, {
      kind: kinds.reaction,
      tags: [
        ['e', what.id],
        ['p', what.author.id],
      ],
      content: '+',
    })
  },
  unlike: async (call, what) =>
    takeBack(
      call,
      (await ownLikes(call, what)).map((event) => event.id),
    ),
  block: (call, what) => mute(call, what, true),
  unblock: (call, what) => mute(call, what, false),
  report: async (call, what) => {
    await giveNow(call, {
      kind: kinds.report,
      tags: [
        ['e', what.id, 'spam'],
        ['p', what.author.id],
      ],
      content: '',
    })
  },
  delete: async (call, what) => {
    if (what.author.id !== call.account.remoteId)
      throw new NetworkFailure('rejected', 'on Nostr an account can only ask to delete what it said itself')
    await takeBack(call, [what.id])
  },
}
