import { NetworkFailure } from '../../../kernel/failure.ts'

/** What a right that was not given hides is nothing, while the rest is told. */
export async function permitted<T>(nothing: T, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof NetworkFailure && isMissingRight(error.evidence.code ?? '')) return nothing
    throw error
  }
}

/** 3 and 10: the app may not; 200 to 299: the person did not allow it. */
const isMissingRight = (code: string) => /^(3|10|2\d\d)(\/|$)/.test(code)
