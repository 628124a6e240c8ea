import { NetworkFailure } from '../kernel/failure.ts'
import { ruleOf } from './check-media.ts'
import type { Limits } from './compose.ts'
import type { MediaFile } from './contract.ts'

/** The file as the network takes it: re-made where its rule allows that, as it is otherwise. Throws `rejected` for a kind it does not take. */
export async function fitted(file: MediaFile, limits: Limits): Promise<MediaFile> {
  const rule = ruleOf(file, limits.media)
  if (!rule) throw new NetworkFailure('rejected', `files of the kind ${file.kind} are not taken here`)
  return rule.reencode ? file.fit(rule) : file
}
