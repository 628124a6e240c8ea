import { NetworkFailure } from '../../kernel/failure.ts'
import { absentSince } from '../absence.ts'
import type {
  Call,
  Edit,
  Found,
  OwnPosts,
  PreparedContent,
  Publish,
  ReadBack,
  RemotePost,
  RemoteRef,
  Remove,
  Step,
} from '../contract.ts'
import { made } from '../families/google-api/client.ts'
import { fitted } from '../fitted.ts'
import { plainText } from '../rich-text.ts'
import { readPages, send } from './client.ts'
import { composing, option } from './compose.ts'
import type { LocalPost } from './resources.ts'
import { localMoment } from './wording.ts'

export const publish: Publish = { steps: (content) => [postStep(content), reviewedStep()] }

function postStep(content: PreparedContent): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const json = { ...wordsOf(content, call), ...(await mediaOf(content, call)) }
      const path = `${call.account.remoteId}/localPosts`
      const answer = await send(call, 'v4', path, { method: 'POST', json, writes: true })
      return { ref: refOf(made<LocalPost>(answer, 'name')) }
    },
    find: (call, _key, _done, since) => findPost(call, wordsOf(content, call), since),
  }
}

const reviewAgainMs = 60_000

/** Google looks at each post before it is shown; the outcome is told by its state. */
function reviewedStep(): Step {
  return {
    name: 'reviewed',
    role: 'finish',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      const { state } = (await send(call, 'v4', done.post?.ref?.id ?? '')).json<LocalPost>()
      if (state === 'PROCESSING')
        throw new NetworkFailure('slow-down', 'the post is being reviewed', { retryAfterMs: reviewAgainMs })
      if (state === 'REJECTED')
        throw new NetworkFailure('rejected', 'the post breaks the content policy and is not shown')
      return {}
    },
  }
}

type Words = Pick<LocalPost, 'languageCode' | 'summary' | 'topicType' | 'callToAction' | 'event' | 'offer'>

export function wordsOf(content: PreparedContent, call: Call): Words {
  const place = call.account.facts.place as { language?: string } | undefined
  const topicType = String(option(content, 'topic'))
  return {
    languageCode: content.language ?? place?.language ?? 'en',
    summary: plainText(content.parts[0]?.text ?? ''),
    topicType,
    ...(topicType === 'STANDARD' ? {} : { event: eventOf(content) }),
    ...(topicType === 'OFFER' ? { offer: offerOf(content) } : actionOf(content)),
  }
}

const written = (content: PreparedContent, key: string) => String(option(content, key) ?? '').trim()

function eventOf(content: PreparedContent): LocalPost['event'] {
  const [starts, ends] = [localMoment(written(content, 'starts')), localMoment(written(content, 'ends'))]
  if (!starts || !ends) throw new NetworkFailure('rejected', 'say when it begins and ends, such as 2026-11-30 18:00')
  return {
    title: written(content, 'title'),
    schedule: {
      startDate: starts.date,
      ...(starts.time ? { startTime: starts.time } : {}),
      endDate: ends.date,
      ...(ends.time ? { endTime: ends.time } : {}),
    },
  }
}

function offerOf(content: PreparedContent): LocalPost['offer'] {
  const given: [string, string][] = [
    ['couponCode', written(content, 'coupon')],
    ['redeemOnlineUrl', written(content, 'redeemUrl')],
    ['termsConditions', written(content, 'terms')],
  ]
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

function actionOf(content: PreparedContent): Pick<Words, 'callToAction'> {
  const actionType = written(content, 'action')
  if (actionType === 'NONE' || actionType === '') return {}
  return { callToAction: { actionType, ...(actionType === 'CALL' ? {} : { url: written(content, 'actionUrl') }) } }
}

/** The network fetches the picture itself. */
async function mediaOf(content: PreparedContent, call: Call): Promise<Pick<LocalPost, 'media'>> {
  const file = content.parts[0]?.media[0]
  if (!file) return {}
  const ready = await fitted(file, composing.limits(call.account.facts))
  return { media: [{ mediaFormat: 'PHOTO', sourceUrl: await ready.publicUrl() }] }
}

const skewMs = 2 * 60_000

async function findPost(call: Call, sought: Words, since: Date): Promise<Found> {
  const path = `${call.account.remoteId}/localPosts`
  const posts = await readPages<LocalPost>(call, 'v4', path, 'localPosts', { pageSize: 100 }, 3)
  const ours = posts.find(
    (one) =>
      (one.summary ?? '') === sought.summary &&
      (one.topicType ?? 'STANDARD') === sought.topicType &&
      Date.parse(one.createTime ?? '') >= since.getTime() - skewMs,
  )
  if (ours) return { found: true, result: { ref: refOf(ours) } }
  return absentSince(call, since)
}

const refOf = ({ name, searchUrl }: LocalPost): RemoteRef => ({ id: name, ...(searchUrl ? { url: searchUrl } : {}) })

export const readBack: ReadBack = async (call, ref) => {
  const answer = await send(call, 'v4', ref.id, { fine: [404] })
  return answer.status === 404 ? 'gone' : postOf(answer.json<LocalPost>(), call)
}

function postOf(post: LocalPost, call: Call): RemotePost {
  return {
    ref: refOf(post),
    text: post.summary ?? '',
    at: new Date(post.createTime ?? 0),
    author: { id: call.account.remoteId, handle: call.account.handle },
    media: (post.media ?? []).map((one) => ({ kind: 'image', ...(one.googleUrl ? { url: one.googleUrl } : {}) })),
    ...(post.languageCode ? { language: post.languageCode } : {}),
    raw: { topic: post.topicType ?? 'STANDARD', state: post.state ?? null, title: post.event?.title ?? null },
  }
}

export const edit: Edit = {
  may: ['text', 'options'],
  run: async (call, ref, content) => {
    const json = wordsOf(content, call)
    const query = { updateMask: 'languageCode,summary,topicType,event,offer,callToAction' }
    const answer = await send(call, 'v4', ref.id, { method: 'PATCH', query, json, writes: true })
    return { ref: refOf(made<LocalPost>(answer, 'name')) }
  },
}

export const remove: Remove = async (call, ref) => {
  const answer = await send(call, 'v4', ref.id, { method: 'DELETE', writes: true, fine: [404] })
  return answer.status === 404 ? 'already-gone' : 'removed'
}

export const ownPosts: OwnPosts = async (call, cursor) => {
  const path = `${call.account.remoteId}/localPosts`
  const told = (await send(call, 'v4', path, { query: { pageSize: 100, pageToken: cursor } })).json<{
    localPosts?: LocalPost[]
    nextPageToken?: string
  }>()
  return { items: (told.localPosts ?? []).map((one) => postOf(one, call)), cursor: told.nextPageToken || undefined }
}
