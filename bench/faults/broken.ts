import type { KyselyPlugin } from 'kysely'
import type { Db } from '../../kernel/db/tables.ts'
import type { Network, Publish, Step } from '../../networks/contract.ts'
import type { Registry } from '../../networks/registry.ts'

/** Every try gets a key of its own, which no network can know again, and is repeated blindly. */
export function withoutKeys({ all, get }: Registry): Registry {
  const broken = (network: Network): Network => ({
    ...network,
    publish: network.publish && withoutKey(network.publish),
    inbox: network.inbox && answeredWithoutKey(network.inbox),
  })
  return { all: all.map(broken), get: (id) => broken(get(id)) }
}

const withoutKey = (publish: Publish): Publish => ({
  steps: (content, account) => publish.steps(content, account).map(keyless),
})

function answeredWithoutKey(inbox: NonNullable<Network['inbox']>): Network['inbox'] {
  const { reply, replyPrivately, replyWith } = inbox
  return {
    ...inbox,
    reply: reply && ((...given) => keyless(reply(...given))),
    replyPrivately: replyPrivately && ((...given) => keyless(replyPrivately(...given))),
    replyWith: replyWith && ((...given) => replyWith(...given).map(keyless)),
  }
}

const keyless = (step: Step): Step => ({
  ...step,
  again: { way: 'harmless' },
  run: (call, key, done) => step.run(call, `${key}:${Math.random()}`, done),
})

/** Lanes are claimed whoever holds them, and every save counts, whoever has gone on meanwhile. */
export const withoutFences = (db: Db): Db => db.withPlugin(rewriting())

const rewritten: [string, string][] = [
  ['where l.worker_id is null and', 'where'],
  ['and p.turn = g.turn and (g.worker_id is null or h.account_id is not null)', ''],
]

function rewriting(): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      if (node.kind !== 'RawNode') return node
      const sqlFragments = node.sqlFragments.map((fragment) =>
        rewritten.reduce((text, [fence, gap]) => text.replace(fence, gap), fragment),
      )
      return { ...node, sqlFragments }
    },
    transformResult: async ({ result }) => result,
  }
}
