import { bad, type Desk, lengthOf, Refused } from './desk.ts'
import type { Block, Place, Rows } from './rows.ts'

const textMax = 32_000

export type Used = ['places', string, Rows['places']]

/** What a topic is made of; the token of an upload serves once. */
export function readBlocks(desk: Desk, media: unknown, gid: string): { blocks: Block[]; used: Used[] } {
  if (!Array.isArray(media) || media.length === 0) throw bad('attachment.media is empty')
  const used: Used[] = []
  const blocks = media.map((one) => readBlock(desk, one as Record<string, unknown>, gid, used))
  const text = blocks.map((one) => (one.type === 'text' ? one.text : '')).join('')
  if (lengthOf(text) > textMax) throw new Refused(601, 'MEDIA_TOPIC_TEXT_LIMIT : text is too long')
  if (blocks.length > 40) throw new Refused(600, 'MEDIA_TOPIC_BLOCK_LIMIT : too many blocks')
  return { blocks, used }
}

function readBlock(desk: Desk, sent: Record<string, unknown>, gid: string, used: Used[]): Block {
  switch (sent.type) {
    case 'text':
      if (typeof sent.text !== 'string' || sent.text.trim() === '') throw bad('text is empty')
      return { type: 'text', text: sent.text }
    case 'link':
      if (typeof sent.url !== 'string' || !URL.canParse(sent.url)) throw bad('url')
      return { type: 'link', url: sent.url }
    case 'photo':
      return {
        type: 'photo',
        photo_refs: listed(sent.list).map((id) => `group_photo:${taken(desk, id, gid, used).id}`),
      }
    case 'movie':
      return { type: 'movie', movie_refs: listed(sent.list).map((id) => `movie:${uploadedMovie(desk, id).id}`) }
    case 'poll':
      return readPoll(sent)
    default:
      throw bad(`media.type ${String(sent.type)}`)
  }
}

function listed(list: unknown): string[] {
  if (!Array.isArray(list) || list.length === 0) throw bad('list is empty')
  return list.map((one: { id?: unknown }) => String(one.id))
}

function taken(desk: Desk, token: string, gid: string, used: Used[]): Place {
  const place = [...desk.rows.places.entries()].find(([, one]) => one.kind === 'photo' && one.token === token)
  if (!place?.[1].path || place[1].gid !== gid) throw new Refused(121, 'PARAM_PHOTO_ID : Invalid photo token')
  if (place[1].used) throw new Refused(121, 'PARAM_PHOTO_ID : the token was used')
  used.push(['places', place[0], { ...place[1], used: true }])
  return place[1]
}

function uploadedMovie({ rows }: Desk, id: string): Place {
  const place = [...rows.places.values()].find((one) => one.kind === 'movie' && one.id === id)
  if (!place?.path || place.title === undefined) throw bad(`movie ${id} was never finished`)
  return place
}

function readPoll(sent: Record<string, unknown>): Block {
  const answers = Array.isArray(sent.answers)
    ? sent.answers.map((one: { text?: unknown }) => String(one.text ?? ''))
    : []
  const options = String(sent.options ?? '')
    .split(',')
    .filter((one) => one !== '')
  const question = String(sent.question ?? '')
  if (question === '' || lengthOf(question) > 500)
    throw new Refused(602, 'MEDIA_TOPIC_POLL_QUESTION_TEXT_LIMIT : question')
  if (answers.length < 2 || answers.length > 10) throw new Refused(603, 'MEDIA_TOPIC_POLL_ANSWERS_LIMIT : answers')
  if (answers.some((one) => one === '' || lengthOf(one) > 150))
    throw new Refused(604, 'MEDIA_TOPIC_POLL_ANSWER_TEXT_LIMIT : answer')
  if (options.some((one) => !['SingleChoice', 'AnonymousVoting', 'ResultsAfterVoting', 'VotingClosed'].includes(one)))
    throw bad('options')
  return { type: 'poll', question, answers, options }
}
