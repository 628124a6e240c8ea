import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, MediaFile, Step, StepsDone } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { ask, wireOf } from './client.ts'
import { limits } from './limits.ts'

/** The instance's own store of pictures. What no post shows is seen by nobody, so bringing it again is harmless. */
export const uploadStep = (name: string, file: MediaFile): Step => ({
  name,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: { url: await upload(call, file), mediaId: file.id } }),
})

export async function upload(call: Call, original: MediaFile): Promise<string> {
  const file = await fitted(original, limits(call.account.facts))
  const fileName = `file.${(file.mime.split('/')[1] ?? 'bin').replace('jpeg', 'jpg')}`
  const { headers, body } = streamedForm({}, [{ field: 'images[]', fileName, mime: file.mime, open: file.open }])
  const timeoutMs = uploadSilenceMs(file.bytes)
  const told = await ask<{ msg?: string; files?: { file?: string }[] | null }>(wireOf(call), {
    method: 'POST',
    path: '/pictrs/image',
    headers,
    body,
    timeoutMs,
  })
  const name = told.files?.[0]?.file
  if (told.msg !== 'ok' || !name)
    throw new NetworkFailure('rejected', `the instance did not take the file: ${told.msg ?? 'it does not say why'}`)
  return `${call.account.server}/pictrs/image/${name}`
}

export function uploadedAt(done: StepsDone, name: string): string {
  const url = done[name]?.data?.url
  if (typeof url === 'string') return url
  throw new NetworkFailure('rejected', `the file of the step ${name} was not brought there`)
}
