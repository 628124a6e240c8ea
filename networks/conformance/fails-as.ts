import { NetworkFailure } from '../../kernel/failure.ts'

/** For `assert.rejects`: the failure's kind, and the network's words. */
export const failsAs = (kind: string, words?: RegExp) => (error: unknown) =>
  error instanceof NetworkFailure && error.kind === kind && (words?.test(error.message) ?? true)
