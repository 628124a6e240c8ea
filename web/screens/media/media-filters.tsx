import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type MediaKind, media } from '../../api/library.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './media-grid.module.css'

const kinds = ['all', 'image', 'gif', 'video', 'audio', 'document'] as const
export type KindChoice = MediaKind | 'all'
export type Used = 'all' | 'used' | 'unused'

type MediaFiltersProps = {
  brandId: string
  q: string
  kind: KindChoice
  tag: string | null
  used?: Used
  onChange: (change: { q?: string; kind?: KindChoice; tag?: string | null; used?: Used }) => void
}

/** Search, kind and tag; where `used` is given, also whether some post uses the file. */
export function MediaFilters({ brandId, q, kind, tag, used, onChange }: MediaFiltersProps) {
  const say = useWords()
  const tags = useTags(brandId)
  return (
    <search className={styles.filters}>
      <TextField
        label={say('media.search')}
        placeholder={say('media.searchHint')}
        before={<Icon name="search" size={16} />}
        type="search"
        value={q}
        onChange={(next) => onChange({ q: next })}
      />
      <Select<KindChoice>
        label={say('media.kind')}
        value={kind}
        choices={kinds.map((id) => ({ id, text: say(`media.kind.${id}`) }))}
        onChange={(next) => onChange({ kind: next })}
      />
      {(tags.length > 0 || tag !== null) && (
        <Select
          label={say('media.tag')}
          value={tag === null ? 'all' : tagged(tag)}
          choices={[
            { id: 'all', text: say('media.tag.all') },
            ...tags.map(({ name, count }) => ({ id: tagged(name), text: name, hint: String(count) })),
          ]}
          onChange={(id) => onChange({ tag: id === 'all' ? null : id.slice(1) })}
        />
      )}
      {used && (
        <Select<Used>
          label={say('media.used')}
          value={used}
          choices={(['all', 'used', 'unused'] as const).map((id) => ({ id, text: say(`media.used.${id}`) }))}
          onChange={(next) => onChange({ used: next })}
        />
      )}
    </search>
  )
}

/** A tag may itself be called “all”. */
const tagged = (name: string) => `#${name}`

/** Tags of the newest files, most used first. */
function useTags(brandId: string): { name: string; count: number }[] {
  const { data } = useInfiniteQuery(media(brandId, { limit: 200 }))
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const name of data?.pages.flatMap((page) => page.items.flatMap((item) => item.tags)) ?? [])
      counts.set(name, (counts.get(name) ?? 0) + 1)
    return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
  }, [data])
}
