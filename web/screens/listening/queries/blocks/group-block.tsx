import type { Block, Group } from '../../../../../modules/listening/compose.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { Select } from '../../../../ui/select.tsx'
import { BlockActs } from './block-acts.tsx'
import { blockAt, isGroup, type Path, withAdded, withBlock } from './block-tree.ts'
import styles from './blocks.module.css'
import { placeName, useBuilding } from './building.ts'
import { ChipBlock } from './chip-block.tsx'
import { NearWords } from './near-words.tsx'

const kinds = ['all', 'any', 'none'] as const

/** What a group may be given more of. */
const added = {
  words: { kind: 'word', text: '', mode: 'forms' },
  near: {
    kind: 'near',
    of: [[{ kind: 'word', text: '', mode: 'forms' }], [{ kind: 'word', text: '', mode: 'forms' }]],
    distances: [{ words: 5, inOrder: false }],
  },
  title: { kind: 'title', text: '', mode: 'forms', isPhrase: false },
  field: { kind: 'field', field: 'lang', values: [''] },
  number: { kind: 'measure', field: 'followers', is: '>=', number: 1000 },
  group: { kind: 'any', of: [] },
} satisfies Record<string, Block>

type Added = keyof typeof added

/** All, any or none of what stands in it; groups stand within groups. */
export function GroupBlock({ path }: { path: Path }) {
  const say = useWords()
  const { root, put, isReadOnly, fresh } = useBuilding()
  const group = blockAt(root, path)
  if (!group || !isGroup(group)) return null
  const turn = (kind: Group['kind']) => put(withBlock(root, path, { ...group, kind }))
  const add = (what: Added) => {
    fresh.current = placeName([...path, group.of.length])
    put(withAdded(root, path, added[what]))
  }
  return (
    <fieldset className={styles.group} data-kind={group.kind} data-inner={path.length > 0 || undefined}>
      <legend className={styles.legend}>{say(`queries.group.${group.kind}`)}</legend>
      <div className={styles.groupTop}>
        <Select
          label={say('queries.group')}
          value={group.kind}
          onChange={turn}
          isDisabled={isReadOnly}
          choices={kinds.map((id) => ({ id, text: say(`queries.group.${id}`) }))}
        />
        {path.length > 0 && <BlockActs path={path} name={say(`queries.group.${group.kind}`)} />}
      </div>
      {(group.comments ?? []).map((one) => (
        <p key={one} className={styles.comment}>
          {one}
        </p>
      ))}
      <ul className={styles.parts}>
        {group.of.map((one, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is known by its place alone, and keeps nothing of its own
          <li key={n}>
            <Part block={one} path={[...path, n]} />
          </li>
        ))}
      </ul>
      {!isReadOnly && <Add onAdd={add} />}
    </fieldset>
  )
}

function Part({ block, path }: { block: Block; path: Path }) {
  if (isGroup(block)) return <GroupBlock path={path} />
  return block.kind === 'near' ? <NearWords block={block} path={path} /> : <ChipBlock block={block} path={path} />
}

const offered: readonly Added[] = ['near', 'title', 'field', 'number', 'group']

function Add({ onAdd }: { onAdd: (what: Added) => void }) {
  const say = useWords()
  return (
    <div className={styles.add}>
      <Button size="s" icon="plus" onPress={() => onAdd('words')}>
        {say('queries.add.words')}
      </Button>
      <Menu
        label={say('queries.add')}
        trigger={
          <Button size="s" variant="quiet" iconAfter="chevron-down">
            {say('queries.add')}
          </Button>
        }
      >
        {offered.map((what) => (
          <MenuItem key={what} text={say(`queries.add.${what}`)} onAction={() => onAdd(what)} />
        ))}
      </Menu>
    </div>
  )
}
