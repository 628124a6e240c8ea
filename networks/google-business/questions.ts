import type { Call, Interaction, Step } from '../contract.ts'
import { made } from '../families/google-api/client.ts'
import { plainText } from '../rich-text.ts'
import { placeOf, send } from './client.ts'

type Answer = { name: string; text: string; author?: Author; createTime: string; updateTime?: string }
type Question = Omit<Answer, 'updateTime'> & { updateTime?: string; topAnswers?: Answer[] }
type Author = { displayName?: string; profilePhotoUri?: string; type?: string }

export const isQuestion = (what: Interaction): boolean => what.id.includes('/questions/')

/** Questions people asked at the place. Google is withdrawing this API: where it is gone, there are none. */
export async function questionsOf(call: Call): Promise<Interaction[]> {
  const answer = await send(call, 'questions', `${placeOf(call.account.remoteId)}/questions`, {
    query: { pageSize: 10, answersPerQuestion: 10, orderBy: 'updateTime desc' },
    fine: [403, 404, 410, 501],
  })
  if (answer.status !== 200) return []
  const { questions = [] } = answer.json<{ questions?: Question[] }>()
  return questions.flatMap((question) => [
    interactionOf(question),
    ...(question.topAnswers ?? []).map((one) => interactionOf(one, question.name)),
  ])
}

function interactionOf(said: Answer, question?: string): Interaction {
  const own = said.author?.type === 'MERCHANT'
  const name = said.author?.displayName ?? 'Google'
  return {
    id: said.name,
    kind: question ? 'reply' : 'comment',
    at: new Date(said.createTime),
    author: {
      id: `asker-${name}`,
      handle: name,
      name,
      ...(said.author?.profilePhotoUri ? { avatarUrl: said.author.profilePhotoUri } : {}),
    },
    text: said.text,
    media: [],
    ...(question ? { replyTo: question } : {}),
    ...(own ? { own } : {}),
    raw: { changed: said.updateTime ?? said.createTime },
  }
}

/** The place has one answer to a question: writing it twice leaves one. */
export function answerStep(to: Interaction, written: string): Step {
  const text = plainText(written)
  const question = to.replyTo ?? to.id
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const json = { answer: { text } }
      const answer = await send(call, 'questions', `${question}/answers:upsert`, { method: 'POST', json, writes: true })
      return { ref: { id: made<Answer>(answer, 'name').name } }
    },
    find: async (call) => {
      const ours = (await questionsOf(call)).find((one) => one.own && one.replyTo === question && one.text === text)
      return ours ? { found: true, result: { ref: { id: ours.id } } } : { found: false, sure: true }
    },
  }
}

export async function removeAnswer(call: Call, what: Interaction): Promise<void> {
  await send(call, 'questions', `${what.replyTo ?? ''}/answers:delete`, { method: 'DELETE', fine: [404] })
}
