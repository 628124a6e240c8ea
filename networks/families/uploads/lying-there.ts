import type { JsonObject } from '../../../kernel/json.ts'
import type { Call, MediaFile, Step, StepsDone } from '../../contract.ts'
import { cropOf } from '../../fitted.ts'

/** Puts one file onto a site. What a lost answer leaves there is in no post: putting it there again is harmless. */
export const fileStep = (
  file: MediaFile,
  name: string,
  upload: (call: Call, file: MediaFile) => Promise<JsonObject>,
): Step => ({
  name,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: { mediaId: file.id, crop: cropOf(file), ...(await upload(call, file)) } }),
})

/** The step that put this very file there, cut the same way; `fits` where a network minds more than that. */
export const stepOfSame = (
  file: MediaFile,
  done: StepsDone,
  fits: (data: JsonObject) => boolean = () => true,
): string | undefined =>
  Object.entries(done).find(
    ([, { data }]) => data?.mediaId === file.id && data.crop === cropOf(file) && fits(data),
  )?.[0]
