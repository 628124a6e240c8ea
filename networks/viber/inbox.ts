import { NetworkFailure } from '../../kernel/failure.ts'
import type { DeliveredInbox, Interaction, Step } from '../contract.ts'
import { plainText } from '../rich-text.ts'
import { ask, wireOf } from './client.ts'

/** A bot cannot ask what was said: Viber tells it, to the address it was given. A channel hears nobody. */
export const inbox: DeliveredInbox = {
  kinds: ['message', 'follow'],
  reply: (to, text) => replyStep(to, text),
}

const senderNameMax = 28

function replyStep(to: Interaction, text: string): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'never' },
    run: async (call) => {
      const { facts, handle } = call.account
      if (facts.kind !== 'bot')
        throw new NetworkFailure('rejected', 'only a bot can write to somebody', { evidence: { code: 'not-a-bot' } })
      const name = [...String(facts.name ?? handle)].slice(0, senderNameMax).join('')
      const json = { receiver: to.author.id, min_api_version: 1, sender: { name }, type: 'text', text: plainText(text) }
      const { token } = await ask(wireOf(call), 'send_message', json, true)
      if (token) return { ref: { id: token } }
      throw new NetworkFailure('unknown-outcome', 'the answer does not name the message')
    },
  }
}
