import type { MediaKind } from '../../api/library.ts'
import { useWords } from '../../i18n/words.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './media-grid.module.css'

const kinds = ['all', 'image', 'gif', 'video', 'audio', 'document'] as const
export type KindChoice = MediaKind | 'all'
export type Used = 'all' | 'used' | 'unused'

type MediaFiltersProps = {
  q: string
  kind: KindChoice
  used?: Used
  onChange: (change: { q?: string; kind?: KindChoice; used?: Used }) => void
}

/** Search and kind; where `used` is given, also whether some post uses the file. */
export function MediaFilters({ q, kind, used, onChange }: MediaFiltersProps) {
  const say = useWords()
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
