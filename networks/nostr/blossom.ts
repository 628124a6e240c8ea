import { createHash } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { AccountAccess, Call, MediaFile, Step } from '../contract.ts'
import { refuseImpostor } from '../families/uploads/refuse-impostor.ts'
import { fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { kinds, secondsOf } from './events.ts'
import { keyFrom, signed } from './keys.ts'
import { limits } from './limits.ts'

export const usualStore = 'https://blossom.primal.net'
export const storeOf = ({ facts }: Pick<AccountAccess, 'facts'>): string =>
  typeof facts.store === 'string' && facts.store !== '' ? facts.store : usualStore

/** What a brought file is known by: its address and the hash that proves it. */
export type Stored = { url: string; x: string; m: string; dim?: string; alt?: string }

/** The store knows files by their hash: brought twice, one stands there once. */
export const uploadStep = (name: string, file: MediaFile): Step => ({
  name,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: await upload(call, file) }),
})

/** BUD-02: https://github.com/hzrd149/blossom/blob/master/buds/02.md (read 2026-11-22). */
async function upload(call: Call, original: MediaFile): Promise<Stored> {
  const file = await fitted(original, limits(call.account.facts))
  await refuseImpostor(file)
  const x = await hashOf(file)
  const { secret } = await keyFrom(call.account.secrets.nsec ?? '')
  const now = secondsOf(call.clock.now())
  const tags = [
    ['t', 'upload'],
    ['x', x],
    ['expiration', String(now + 3600)],
  ]
  const proof = await signed({ kind: kinds.upload, created_at: now, tags, content: 'Upload a file' }, secret)
  const answer = await call.http({
    method: 'PUT',
    url: `${storeOf(call.account)}/upload`,
    headers: {
      authorization: `Nostr ${Buffer.from(JSON.stringify(proof)).toString('base64')}`,
      'content-type': file.mime,
      'content-length': String(file.bytes),
      'x-sha-256': x,
    },
    body: file.open(),
    timeoutMs: uploadSilenceMs(file.bytes),
    signal: call.signal,
  })
  if (answer.status < 200 || answer.status >= 300)
    throw refusal(answer.status, answer.headers['x-reason'] ?? '', answer.headers['retry-after'])
  const { url, sha256 } = answer.json<{ url?: string; sha256?: string }>()
  if (!url || !URL.canParse(url))
    throw new NetworkFailure('network-down', 'the media server does not say where the file is')
  if (sha256 && sha256 !== x) throw new NetworkFailure('rejected', 'the media server changed the file')
  const alt = original.alt?.trim()
  return {
    url,
    x,
    m: file.mime,
    ...(file.width && file.height ? { dim: `${file.width}x${file.height}` } : {}),
    ...(alt ? { alt } : {}),
  }
}

async function hashOf(file: MediaFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of file.open() as AsyncIterable<Buffer>) hash.update(piece)
  return hash.digest('hex')
}

function refusal(status: number, words: string, wait: string | undefined): NetworkFailure {
  const reason = words || `the media server answered ${status}`
  const evidence = { status, body: words.slice(0, 300) }
  if (status === 429)
    return new NetworkFailure('slow-down', reason, {
      evidence,
      ...(Number(wait) > 0 ? { retryAfterMs: Number(wait) * 1000 } : {}),
    })
  return new NetworkFailure(status >= 500 ? 'network-down' : 'rejected', reason, { evidence })
}
