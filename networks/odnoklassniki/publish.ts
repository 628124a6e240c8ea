import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type { PreparedContent, Publish, Step } from '../contract.ts'
import { plainText } from '../rich-text.ts'
import { ask, wireOf } from './client.ts'
import { firstAddress, options } from './compose.ts'
import { findTopic } from './find.ts'
import { type Uploaded, uploadStep, uploadsIn } from './media.ts'
import { refOfTopic } from './refs.ts'

export const publish: Publish = {
  steps: (content, account) => {
    const files = content.parts[0]?.media ?? []
    return [...files.map(uploadStep), postStep(content, account.remoteId)]
  },
}

const postStep = (content: PreparedContent, gid: string): Step => ({
  name: 'post',
  role: 'post',
  again: { way: 'look-first', absence: 'never-sure' },
  run: async (call, _key, done) => {
    const files = uploadsIn(done, content.parts[0]?.media.length ?? 0)
    const attachment = JSON.stringify(attachmentOf(content, files))
    const has = (key: string) => optionOf(options, content.options, key) === true
    const params = {
      type: 'GROUP_THEME',
      gid,
      attachment,
      ...(hasCard(content) ? { text_link_preview: true } : {}),
      ...(has('hidden') ? { hidden_post: true } : {}),
    }
    const id = await ask<unknown>(wireOf(call), { method: 'mediatopic.post', params, writes: true })
    if (typeof id === 'string' || typeof id === 'number') return { ref: refOfTopic(gid, String(id)) }
    throw new NetworkFailure('unknown-outcome', 'the answer does not name the topic')
  },
  find: (call, _key, _done, since) => findTopic(call, content, since),
})

/** The blocks of a topic: words, pictures, videos one by one, poll. */
export function attachmentOf(content: PreparedContent, files: Uploaded[]): JsonObject {
  const [part] = content.parts
  const text = plainText(part?.text ?? '').trim()
  const photos = files.filter((one) => one.type === 'photo').map(({ id }) => ({ id }))
  const movies = files.filter((one) => one.type === 'movie').map(({ id }) => ({ type: 'movie', list: [{ id }] }))
  const media = [
    ...(text ? [{ type: 'text', text }] : []),
    ...(photos.length > 0 ? [{ type: 'photo', list: photos }] : []),
    ...movies,
    ...(part?.poll ? [pollBlock(part.poll, content)] : []),
  ]
  const at = content.options.publishAt
  return {
    media,
    ...(optionOf(options, content.options, 'asGroup') === true ? { onBehalfOfGroup: true } : {}),
    ...(content.options.closeComments === true ? { disableComments: true } : {}),
    ...(typeof at === 'string' && at ? { publishAtMs: Date.parse(at) } : {}),
  }
}

function pollBlock(poll: NonNullable<PreparedContent['parts'][number]['poll']>, content: PreparedContent): JsonObject {
  const chosen = [
    ...(poll.multiple ? [] : ['SingleChoice']),
    ...(optionOf(options, content.options, 'anonymousPoll') === true ? ['AnonymousVoting'] : []),
    ...(poll.hideTotals ? ['ResultsAfterVoting'] : []),
  ]
  return {
    type: 'poll',
    question: poll.question ?? '',
    answers: poll.options.map((text) => ({ text })),
    options: chosen.join(','),
  }
}

/** "Works only if the text block is the only one, and holds a single link" (mediatopic.post, text_link_preview). */
export function hasCard(content: PreparedContent): boolean {
  const [part] = content.parts
  const alone = part !== undefined && part.media.length === 0 && !part.poll
  const wanted = optionOf(options, content.options, 'linkCard') === true
  return wanted && alone && firstAddress(plainText(part.text)) !== undefined
}
