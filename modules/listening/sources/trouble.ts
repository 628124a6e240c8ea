import { type FailureKind, NetworkFailure } from '../../../kernel/failure.ts'

type More = ConstructorParameters<typeof NetworkFailure>[2]

/** Why a source was not read, as a key of the catalogues and what fills it, so that everybody reads it in their language. */
export const troubled = (kind: FailureKind, code: string, value?: string | number, more?: More): NetworkFailure =>
  new NetworkFailure(kind, value === undefined ? code : `${code} ${value}`, more)

/** The key and value of a kept trouble; what others said is told as it stands. */
export function troubleIn(kept: string): { code: string; values: { value: string } } {
  const [, code, value = ''] = /^(listening\.trouble\.\w+)(?: (.*))?$/s.exec(kept) ?? []
  return code ? { code, values: { value } } : { code: 'listening.trouble.other', values: { value: kept } }
}
