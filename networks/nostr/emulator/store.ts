import { measure } from '../../lab/measure.ts'
import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { type Desk, type EmEvent, nowSeconds } from './state.ts'

const largest = 100 * 1024 * 1024
const no = (status: number, reason: string): LabAnswer => ({ status, headers: { 'x-reason': reason }, body: reason })

/** Blossom's `PUT /upload` (BUD-02): by proof of a key, for this very file; pictures and videos only. */
export async function upload(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const [file] = request.files
  const proof = await proofIn(desk, request)
  if (typeof proof === 'string') return no(401, proof)
  if (!file) return no(400, 'there is no file')
  if (file.bytes > largest) return no(413, 'File too large')
  if (!proof.tags.some((tag) => tag[0] === 'x' && tag[1] === file.sha256))
    return no(401, 'Auth event does not match the file')
  const measured = await measure(file.path)
  if (!measured) return no(415, 'Unsupported media type')
  const { sha256, bytes: size } = file
  const shown = (at: number) => ({
    url: `${desk.site.url}/blossom/${sha256}.${measured.mime.split('/')[1]}`,
    sha256,
    size,
    type: measured.mime,
    uploaded: at,
  })
  const known = desk.kept.state.files.get(sha256)
  if (known) return { status: 200, json: shown(known.at) }
  const path = await desk.site.keepFile(file, sha256)
  const account = [...desk.kept.state.accounts.values()].find((one) => one.pubkey === proof.pubkey)?.handle ?? ''
  desk.kept.commit(
    { do: 'file', file: { sha256, path, mime: measured.mime, bytes: size, at: nowSeconds(desk) } },
    { account, kind: 'upload', objectId: sha256 },
  )
  return { status: 200, json: shown(nowSeconds(desk)) }
}

async function proofIn(desk: Desk, request: LabRequest): Promise<EmEvent | string> {
  const given = /^Nostr (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!given) return 'Missing Auth event'
  const { isGenuine } = await import('../nip01.ts')
  const event = JSON.parse(Buffer.from(given, 'base64').toString('utf8')) as EmEvent
  const expires = Number(event.tags.find((tag) => tag[0] === 'expiration')?.[1] ?? 0)
  const forUpload = event.tags.some((tag) => tag[0] === 't' && tag[1] === 'upload')
  if (event.kind !== 24_242 || !isGenuine(event) || !forUpload) return 'Invalid Auth event'
  return expires > nowSeconds(desk) ? event : 'Auth expired'
}
