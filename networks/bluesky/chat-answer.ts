import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Interaction, Step, StepResult } from '../contract.ts'
import { lookedFor } from '../families/newest-first/looked-for.ts'
import { askChat } from './ask-chat.ts'
import { pageOf } from './chat.ts'
import { messageId, senderOf } from './chat-people.ts'
import { graphemes, utf8Bytes } from './compose.ts'
import { facetsOf } from './facets.ts'
import { knownHandles } from './handles.ts'
import { textOf } from './json-shapes.ts'
import { momentOf } from './read-back.ts'
import { plainlySent } from './sent-text.ts'

/** `chat.bsky.convo.defs#messageInput`. */
const most = { graphemes: 1_000, bytes: 10_000 }

/** The service knows no key of ours: after a lost answer the conversation itself is looked over. */
export function answerInChat(to: Interaction, text: string): Step {
  const convo = to.under?.id ?? ''
  return {
    name: 'reply',
    role: 'post',
    again: { way: 'look-first' },
    run: (call) => send(call, convo, text),
    find: (call, _key, _done, since) =>
      lookedFor<JsonObject>(call, since, {
        page: async (page) => {
          const { said, next } = await pageOf(call, { convo, ...(page ? { page } : {}) })
          return { items: said.map((one) => one.message), ...(next ? { cursor: next } : {}) }
        },
        at: (message) => momentOf(message.sentAt),
        fits: (message) => senderOf(message) === call.account.remoteId && textOf(message.text) === text,
        result: (message) => resultOf(convo, message),
      }),
  }
}

async function send(call: Call, convoId: string, text: string): Promise<StepResult> {
  const tooLong = graphemes(text) > most.graphemes || utf8Bytes(text) > most.bytes
  if (tooLong)
    throw new NetworkFailure('rejected', `a private message takes ${most.graphemes} characters at most: shorten it`)
  const sent = plainlySent(text)
  const facets = facetsOf(sent, await knownHandles(call, sent))
  await accept(call, convoId)
  const message = await askChat<JsonObject>(call, {
    nsid: 'chat.bsky.convo.sendMessage',
    json: { convoId, message: { text, ...(facets.length > 0 ? { facets } : {}) } },
    writes: true,
  })
  if (!textOf(message.id)) throw new NetworkFailure('unknown-outcome', 'the answer does not name the message')
  return resultOf(convoId, message)
}

/** Who answers a stranger takes up the conversation; one taken up already stays so. */
const accept = (call: Call, convoId: string) =>
  askChat<JsonObject>(call, { nsid: 'chat.bsky.convo.acceptConvo', json: { convoId } })

const resultOf = (convo: string, message: JsonObject): StepResult => ({
  ref: { id: messageId(convo, textOf(message.id)) },
})
