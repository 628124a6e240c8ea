import type { Source } from '../../../api/sources.ts'
import type { Say } from '../../../i18n/words.tsx'

const kinds = ['feed', 'page', 'mailbox', 'inlet', 'capture', 'import', 'stream', 'search']

export const kindName = (say: Say, kind: string): string =>
  kinds.includes(kind) ? say(`listen.sources.kind.${kind}`) : kind

/** Those that nobody named are called as what they are. */
export const nameOf = (say: Say, { name, kind }: Pick<Source, 'name' | 'kind'>): string => name || kindName(say, kind)
