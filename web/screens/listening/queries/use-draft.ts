import { useState } from 'react'
import type { FormLanguage, Query, Topic } from '../../../api/listening-queries.ts'

export type Draft = { topicId: string; name: string; text: string; languages: readonly FormLanguage[]; isOn: boolean }

/**
 * What is being written. `base`: the version it began from. When somebody else saves a newer one, it is taken where nothing
 * was written here, and else told: nobody's words are lost.
 */
export function useDraft(topic: Topic, query: Query | undefined) {
  const [base, setBase] = useState(query)
  const [draft, setDraft] = useState(() => draftOf(topic, query))
  const newer = query && base && query.version > base.version ? query : undefined
  const take = (other: Query) => {
    setBase(other)
    setDraft(draftOf(topic, other))
  }
  const isWritten = !isSame(draft, draftOf(topic, base))
  if (newer && !isWritten) take(newer)
  return {
    draft,
    base,
    put: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    saved: setBase,
    newer: isWritten ? newer : undefined,
    take,
  }
}

const draftOf = (topic: Topic, query: Query | undefined): Draft => ({
  ...{ topicId: query?.topicId ?? topic.id, name: query?.name ?? topic.name, text: query?.text ?? '' },
  ...{ languages: query?.languages ?? [], isOn: query?.isOn ?? true },
})

const isSame = (a: Draft, b: Draft) => writtenOf(a) === writtenOf(b)

const writtenOf = ({ topicId, name, text, languages, isOn }: Draft) =>
  JSON.stringify([topicId, name.trim(), text, [...languages].sort(), isOn])
