import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step } from '../contract.ts'
import { measuredForm } from '../families/uploads/measured-form.ts'
import { refuseImpostor } from '../families/uploads/refuse-impostor.ts'
import { fitted } from '../fitted.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, wireOf } from './client.ts'
import { limits } from './limits.ts'

type Lease = {
  args?: { action?: string; fields?: { name: string; value: string }[] }
  asset?: { asset_id?: string }
}

/** Lent room at the network's store, then the file. What is never used goes away by itself, so doing it again is harmless. */
export const uploadStep = (name: string, file: MediaFile): Step => ({
  name,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: await upload(call, file) }),
})

async function upload(call: Call, original: MediaFile): Promise<{ url: string; asset: string }> {
  const file = await fitted(original, limits(call.account.facts))
  await refuseImpostor(file)
  const fileName = `file.${(file.mime.split('/')[1] ?? 'bin').replace('jpeg', 'jpg').replace('quicktime', 'mov')}`
  const form = { filepath: fileName, mimetype: file.mime }
  const { args, asset } = (
    await ask(wireOf(call), { method: 'POST', path: '/api/media/asset.json', form })
  ).json<Lease>()
  const fields = args?.fields ?? []
  const key = fields.find((one) => one.name === 'key')?.value
  if (!args?.action || !key || !asset?.asset_id)
    throw new NetworkFailure('network-down', 'Reddit lent no room for the file')
  const store = args.action.startsWith('//') ? `https:${args.action}` : args.action
  await put(call, store, fields, { ...file, fileName })
  return { url: `${store}/${key}`, asset: asset.asset_id }
}

/** The store takes nothing in chunks. It answers 201, or says in XML what is wrong with the file. */
async function put(
  call: Call,
  store: string,
  fields: { name: string; value: string }[],
  file: MediaFile,
): Promise<void> {
  const { headers, body } = measuredForm(Object.fromEntries(fields.map((one) => [one.name, one.value])), [
    { field: 'file', fileName: file.fileName ?? 'file', mime: file.mime, bytes: file.bytes, open: file.open },
  ])
  const answer = await call.http({
    method: 'POST',
    url: store,
    headers,
    body,
    timeoutMs: uploadSilenceMs(file.bytes),
    signal: call.signal,
  })
  if (answer.status >= 200 && answer.status < 300) return
  const said = /<Message>([^<]*)<\/Message>/.exec(answer.text())?.[1] ?? `the store answered ${answer.status}`
  const kind = answer.status >= 500 ? 'network-down' : 'rejected'
  throw new NetworkFailure(kind, said, { evidence: { status: answer.status, body: said.slice(0, 300) } })
}
