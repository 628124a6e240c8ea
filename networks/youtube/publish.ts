import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Found, MediaFile, PreparedContent, Publish, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { afterSteps } from './after-upload.ts'
import { composing, option } from './compose.ts'
import { findUpload } from './find.ts'
import { askSession, lastPieceAt, openSession, type SessionState, sendBytes } from './upload-session.ts'
import { refOf } from './videos.ts'
import { wordingOf } from './wording.ts'

/**
 * The upload session is the container: opened and filled before anything is seen, and its last piece makes the video. Whatever
 * answer is lost, the same session is asked; it never makes a second one.
 */
export const publish: Publish = {
  steps: (content) => [sessionStep(content), uploadStep(content), postStep(content), ...afterSteps(content)],
}

async function videoOf(call: Call, content: PreparedContent): Promise<MediaFile> {
  const file = content.parts[0]?.media[0]
  if (!file) throw new NetworkFailure('rejected', 'a post here needs one video')
  return fitted(file, composing.limits(call.account.facts))
}

function sessionStep(content: PreparedContent): Step {
  return {
    name: 'session',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call) => ({ data: { session: await begin(call, content) } }),
  }
}

async function begin(call: Call, content: PreparedContent): Promise<string> {
  const query = { part: 'snippet,status', notifySubscribers: option(content, 'notify') !== false }
  return openSession(call, 'videos', await videoOf(call, content), query, metadataOf(content))
}

const mostTries = 5

/** Everything but the last piece. It goes on where the session stands; a session that is gone is opened anew. */
function uploadStep(content: PreparedContent): Step {
  return {
    name: 'upload',
    role: 'prepare',
    again: { way: 'harmless' },
    run: async (call, _key, done) => {
      const file = await videoOf(call, content)
      const end = lastPieceAt(file.bytes)
      let session = sessionIn(done)
      if (end === 0) return { data: { session } }
      for (let tries = 0; tries < mostTries; tries++) {
        const stands = await askSession(call, session, file.bytes)
        if (stands.state === 'gone') session = await begin(call, content)
        else if (stands.state === 'done' || stands.received >= end) return { data: { session } }
        else await sendBytes(call, session, file, stands.received, end)
      }
      throw new NetworkFailure('slow-down', 'the upload is taken in only slowly', { retryAfterMs: 10_000 })
    },
  }
}

function sessionIn(done: StepsDone): string {
  const session = done.upload?.data?.session ?? done.session?.data?.session
  if (typeof session === 'string') return session
  throw new Error('the upload session was not opened before it is used')
}

function postStep(content: PreparedContent): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call, _key, done) => {
      const file = await videoOf(call, content)
      const session = sessionIn(done)
      let from = lastPieceAt(file.bytes)
      for (let tries = 0; tries < mostTries; tries++) {
        const stands = await sendBytes(call, session, file, from, file.bytes)
        if (stands.state === 'done') return { ref: refOf(stands.video.id) }
        if (stands.state === 'gone')
          throw new NetworkFailure('rejected', 'the upload session has ended; publish this post anew')
        from = stands.received
      }
      throw new NetworkFailure('unknown-outcome', 'the upload does not come to its end')
    },
    find: async (call, _key, done, since) => lookFor(call, content, sessionIn(done), since),
  }
}

async function lookFor(call: Call, content: PreparedContent, session: string, since: Date): Promise<Found> {
  const { bytes } = await videoOf(call, content)
  const stands: SessionState = await askSession(call, session, bytes)
  if (stands.state === 'open') return { found: false, sure: true }
  return findUpload(call, stands.state === 'done' ? { id: stands.video.id } : metadataOf(content).snippet, since)
}

type Metadata = {
  snippet: {
    title: string
    description: string
    categoryId: string
    tags?: string[]
    defaultLanguage?: string
    defaultAudioLanguage?: string
  }
  status: JsonObject
}

/** What the channel says of the video, at upload and at edit. */
export function metadataOf(content: PreparedContent): Metadata {
  const language = content.language ? { defaultLanguage: content.language, defaultAudioLanguage: content.language } : {}
  const tags = option(content, 'tags')
  const privacyStatus = String(option(content, 'privacy'))
  const publishAt = String(option(content, 'publishAt') ?? '')
  return {
    snippet: {
      title: wordingOf(String(option(content, 'title') ?? '')).trim(),
      description: wordingOf(content.parts[0]?.text ?? ''),
      categoryId: String(option(content, 'category')),
      ...(Array.isArray(tags) && tags.length > 0 ? { tags } : {}),
      ...language,
    },
    status: {
      privacyStatus,
      ...(privacyStatus === 'private' && publishAt ? { publishAt } : {}),
      selfDeclaredMadeForKids: option(content, 'madeForKids') === true,
      containsSyntheticMedia: option(content, 'synthetic') === true,
      embeddable: option(content, 'embeddable') !== false,
      license: String(option(content, 'license')),
    },
  }
}
