import { useWords } from '../../../i18n/words.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Select } from '../../../ui/select.tsx'
import rows from '../../inbox/list/list.module.css'
import { SearchField } from '../../inbox/list/search-field.tsx'
import { folders } from './address.ts'
import { MentionActs } from './mention-acts.tsx'
import own from './stream.module.css'
import { StreamFilters } from './stream-filters.tsx'
import { useSearchProblem } from './stream-list.tsx'
import { useStream } from './use-stream.ts'

const mostAtOnce = 200

/** Above the list: the search, the filters; while some are chosen, what can be done with them. */
export function StreamHead() {
  const say = useWords()
  const { feed, place, chosen, choose, clear } = useStream()
  const error = useSearchProblem()
  const held = [...feed.shown.list.items.values()].slice(0, mostAtOnce)
  const all = held.length > 0 && held.every((one) => chosen.has(one.id))
  return (
    <header className={rows.head}>
      <div className={own.narrow}>
        <Select
          label={say('listen.panes')}
          isLabelHidden
          value={place.address.folder}
          onChange={(folder) => place.show({ ...place.address, folder })}
          choices={folders.map((id) => ({ id, text: say(`listen.folder.${id}`) }))}
        />
      </div>
      <div className={rows.tools}>
        <SearchField
          label={say('listen.search')}
          q={place.address.q}
          onSearch={(q) => place.show({ ...place.address, q })}
          most={2000}
          error={error}
        />
        <StreamFilters />
      </div>
      <div className={rows.tools}>
        <Checkbox
          isSelected={all}
          isIndeterminate={!all && chosen.size > 0}
          isDisabled={held.length === 0}
          onChange={(on) => (on ? choose(held, true) : clear())}
        >
          {chosen.size > 0 ? say('listen.chosen', { count: chosen.size }) : say('listen.chooseAll')}
        </Checkbox>
      </div>
      {chosen.size > 0 && <MentionActs targets={[...chosen.values()]} onNone={clear} />}
    </header>
  )
}
