import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, wireOf } from './client.ts'
import { limits } from './compose.ts'
import { failureOf } from './failures.ts'

type Registered = { media_id: string; upload_url?: string; upload_parameters?: Record<string, string> }

/** What is registered and not used is seen by nobody: beginning anew is harmless. */
export const uploadStep = (file: MediaFile): Step => ({
  name: 'video',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: { id: await upload(call, await fitted(file, limits)) } }),
})

/** The file goes to a store of its own, with the parameters that were given for it. */
async function upload(call: Call, file: MediaFile): Promise<string> {
  const asked = { method: 'POST', path: '/media', json: { media_type: 'video' } } as const
  const { media_id, upload_url, upload_parameters } = (await ask(wireOf(call), asked)).json<Registered>()
  if (!upload_url) throw new NetworkFailure('network-down', 'Pinterest gave no place for the video')
  const { headers, body } = streamedForm(upload_parameters ?? {}, [
    { field: 'file', fileName: file.fileName ?? 'video.mp4', mime: file.mime, open: file.open },
  ])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const answer = await call.http({ method: 'POST', url: upload_url, headers, body, timeoutMs, signal: call.signal })
  if (answer.status < 200 || answer.status >= 300) throw failureOf(answer, false, call.clock.now())
  return media_id
}

export const readyStep = (): Step => ({
  name: 'ready',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const { status } = (await ask(wireOf(call), { path: `/media/${videoId(done)}` })).json<{ status?: string }>()
    if (status === 'failed') throw new NetworkFailure('rejected', 'Pinterest could not take in the video')
    if (status !== 'succeeded')
      throw new NetworkFailure('slow-down', 'Pinterest is still taking in the video', { retryAfterMs: 5000 })
    return {}
  },
})

export function videoId(done: StepsDone): string {
  const id = done.video?.data?.id
  if (typeof id === 'string') return id
  throw new Error('the video was not uploaded before it is used')
}
