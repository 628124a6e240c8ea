import { useWords } from '../../../../i18n/words.tsx'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { MoveButtons } from '../../../../ui/move-buttons.tsx'
import { blockAt, isGroup, type Path, withBlock, withMoved } from './block-tree.ts'
import styles from './blocks.module.css'
import { useBuilding } from './building.ts'

/** Earlier, later, away. */
export function BlockActs({ path, name }: { path: Path; name: string }) {
  const say = useWords()
  const { root, put, isReadOnly } = useBuilding()
  const around = blockAt(root, path.slice(0, -1))
  const at = path.at(-1) ?? 0
  if (isReadOnly || !around || !isGroup(around)) return null
  return (
    <div className={styles.acts}>
      {around.of.length > 1 && (
        <MoveButtons
          words={[say('queries.up', { name }), say('queries.down', { name })]}
          at={at}
          of={around.of.length}
          onMove={(to) => put(withMoved(root, path, to - at))}
        />
      )}
      <IconButton
        size="s"
        icon="close"
        label={say('queries.drop', { name })}
        onPress={() => put(withBlock(root, path, undefined))}
      />
    </div>
  )
}
