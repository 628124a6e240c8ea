import { NetworkFailure } from '../../kernel/failure.ts'
import type { HttpAnswer } from '../../kernel/http/client.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, MediaFile, Step } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import composing from './compose.ts'
import { failureOf } from './failures.ts'
import { sizeOf, uploadVideoBlob } from './media.ts'
import { ask } from './xrpc.ts'

/** Where most accounts' videos are made ready for playing (https://docs.bsky.app/docs/tutorials/video). */
export const publicVideoService = 'https://video.bsky.app'

type Job = { jobId: string; state: string; blob?: JsonObject; error?: string; message?: string }

const waitBetweenMs = 2_000
const looksPerTry = 60

/** Two invisible steps: the file goes to the video service, then its blob is waited for. Without a service: to the own server. */
export function videoSteps(file: MediaFile, place: string, service: unknown): Step[] {
  if (typeof service !== 'string')
    return [
      {
        name: `media-${place}`,
        role: 'prepare',
        again: { way: 'harmless' },
        run: async (call) => ({
          data: await uploadVideoBlob(call, await fitted(file, composing.limits(call.account.facts))),
        }),
      },
    ]
  return [
    {
      name: `media-${place}`,
      role: 'prepare',
      again: { way: 'harmless' },
      run: async (call, key) => ({ data: await sendVideo(call, file, key, service) }),
    },
    {
      name: `ready-${place}`,
      role: 'prepare',
      again: { way: 'harmless' },
      run: async (call, _key, done) => ({ data: await untilReady(call, done[`media-${place}`]?.data ?? {}, service) }),
    },
  ]
}

async function sendVideo(call: Call, original: MediaFile, key: string, service: string): Promise<JsonObject> {
  const file = await fitted(original, composing.limits(call.account.facts))
  const token = await serviceToken(call, ownServerDid(call), 'com.atproto.repo.uploadBlob')
  const answer = await call.http({
    method: 'POST',
    url: `${service}/xrpc/app.bsky.video.uploadVideo`,
    query: { did: call.account.remoteId, name: `${key.replace(/[^A-Za-z0-9]/g, '').slice(-24)}.mp4` },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'video/mp4', 'content-length': String(file.bytes) },
    body: file.open(),
    timeoutMs: uploadSilenceMs(file.bytes),
    signal: call.signal,
  })
  const job = jobIn(answer, call)
  return { jobId: job.jobId, ...(job.blob ? { blob: job.blob } : {}), ...sizeOf(file) }
}

/** A file sent before is answered 409 with the job that took it. */
function jobIn(answer: HttpAnswer, call: Call): Job {
  const known = answer.status === 409 && answer.text().includes('jobId')
  if (!known && (answer.status < 200 || answer.status > 299)) throw failureOf(answer, false, call.clock.now())
  const body = answer.json<Partial<Job> & { jobStatus?: Job }>()
  const job = body.jobStatus ?? body
  if (typeof job.jobId !== 'string') throw failureOf(answer, false, call.clock.now())
  return { ...job, jobId: job.jobId, state: job.state ?? '' }
}

async function untilReady(call: Call, sent: JsonObject, service: string): Promise<JsonObject> {
  if (sent.blob) return sent
  for (let look = 0; look < looksPerTry; look++) {
    const job = await jobNow(call, String(sent.jobId), service)
    if (job.blob) return { ...sent, blob: job.blob }
    if (job.state === 'JOB_STATE_FAILED')
      throw new NetworkFailure('rejected', job.message ?? job.error ?? 'the video could not be made ready', {
        evidence: { code: job.error, note: job.jobId },
      })
    await call.clock.sleep(waitBetweenMs, call.signal)
  }
  throw new NetworkFailure('slow-down', 'the video is still being made ready', { retryAfterMs: 30_000 })
}

async function jobNow(call: Call, jobId: string, service: string): Promise<Job> {
  const answer = await call.http({
    url: `${service}/xrpc/app.bsky.video.getJobStatus`,
    query: { jobId },
    signal: call.signal,
  })
  if (answer.status !== 200) throw failureOf(answer, false, call.clock.now())
  return answer.json<{ jobStatus: Job }>().jobStatus
}

/** May this account send videos to that service? A no, or a server that knows of none, means uploading to the own server. */
export async function takesVideos(call: Call, service: string): Promise<boolean> {
  try {
    const token = await serviceToken(call, didOfHost(service), 'app.bsky.video.getUploadLimits')
    const headers = { authorization: `Bearer ${token}` }
    const answer = await call.http({
      url: `${service}/xrpc/app.bsky.video.getUploadLimits`,
      headers,
      signal: call.signal,
    })
    return answer.status === 200 && typeof answer.json<{ canUpload?: unknown }>().canUpload === 'boolean'
  } catch (error) {
    if (error instanceof NetworkFailure) return false
    throw error
  }
}

async function serviceToken(call: Call, aud: string, lxm: string): Promise<string> {
  const exp = Math.floor(call.clock.now().getTime() / 1000) + 30 * 60
  const { token } = await ask<{ token: string }>(call, {
    nsid: 'com.atproto.server.getServiceAuth',
    query: { aud, lxm, exp },
  })
  return token
}

const ownServerDid = (call: Call): string => didOfHost(call.account.server)
const didOfHost = (address: string): string => `did:web:${encodeURIComponent(new URL(address).host)}`
