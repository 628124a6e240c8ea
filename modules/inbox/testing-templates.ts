import type { NetworkFailure } from '../../kernel/failure.ts'
import type { MessageTemplate, Network } from '../../networks/contract.ts'
import { blanksIn } from '../../networks/template-words.ts'
import { answeredNetwork } from './testing.ts'

/** A network with approved messages in pages; without a further page the last is told for ever where `endless`. */
export function templatedNetwork() {
  const { network: answered } = answeredNetwork('templated')
  const at = {
    pages: [[]] as MessageTemplate[][],
    endless: false,
    asked: 0,
    sent: [] as string[],
    trouble: undefined as NetworkFailure | DOMException | undefined,
  }
  const network: Network = {
    ...answered,
    inbox: {
      ...answered.inbox,
      kinds: ['message'],
      templatesAreMadeAt: 'https://templates.example/',
      templates: async (_call, cursor) => {
        at.asked += 1
        if (at.trouble) throw at.trouble
        const page = Number(cursor ?? 0)
        const items = at.pages[page] ?? at.pages.at(-1) ?? []
        return page + 1 < at.pages.length || at.endless ? { items, cursor: String(page + 1) } : { items }
      },
      replyWithTemplate: (_to, { name }, values) => ({
        ...{ name: 'reply', role: 'post', again: { way: 'same-key', forMs: 3_600_000 } },
        run: async (_call, key) => {
          at.sent.push([name, ...values].join(' | '))
          return { ref: { id: `by template ${key}` } }
        },
      }),
    },
  }
  return { network, at }
}

export const template = (name: string, body: string, more: Partial<MessageTemplate> = {}): MessageTemplate => ({
  ...{ id: `id of ${name}`, name, language: 'en', body, blanks: blanksIn(body).length, approved: true },
  ...more,
})
