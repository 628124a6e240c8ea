import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Remove } from '../contract.ts'
import { askIfThere } from '../families/graph-api/wire.ts'
import { isByPage, wireOf } from './client.ts'

/** Whole posts, reels and stories, never one picture of several: https://developers.facebook.com/docs/instagram-platform/reference/instagram-media (read 2026-11-22). */
export const remove: Remove = async (call, ref) => {
  onlyByPage(call, 'posts can be removed')
  const removed = await withOptionalRight('instagram_manage_contents', () =>
    askIfThere(wireOf(call), { method: 'DELETE', path: ref.id }),
  )
  return removed ? 'removed' : 'already-gone'
}

/** What a token of the account itself is never allowed. */
export function onlyByPage({ account }: Call, what: string): void {
  if (isByPage(account.facts)) return
  throw new NetworkFailure('rejected', `${what} only where the account was connected over its page`)
}

/** An account is not lost because one of its rights is missing. */
export async function withOptionalRight<T>(right: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof NetworkFailure) || !/^(3|10|2\d\d)$/.test(error.evidence.code ?? '')) throw error
    throw new NetworkFailure('rejected', `the right ${right} is missing: connect the account again and leave it on`, {
      evidence: error.evidence,
      cause: error,
    })
  }
}
