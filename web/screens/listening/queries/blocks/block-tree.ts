import type { Block, Group } from '../../../../../modules/listening/compose.ts'

/** Where a block stands: the places of blocks within blocks. */
export type Path = readonly number[]

export const isGroup = (block: Block): block is Group & { comments?: readonly string[] } =>
  block.kind === 'all' || block.kind === 'any' || block.kind === 'none'

/** A whole query as a group, so that something can be added beside it. */
export const grouped = (block: Block): Block => (isGroup(block) ? block : { kind: 'all', of: [block] })

/** With another block at that place, or none. */
export function withBlock(root: Block, [place, ...rest]: Path, block: Block | undefined): Block {
  if (place === undefined) return block ?? { kind: 'all', of: [] }
  if (!isGroup(root)) return root
  const inner = root.of[place]
  if (!inner) return root
  const changed = rest.length > 0 ? withBlock(inner, rest, block) : block
  return { ...root, of: root.of.flatMap((one, n) => (n === place ? (changed ?? []) : one)) }
}

/** With one more at the end of the group at that place. */
export function withAdded(root: Block, path: Path, block: Block): Block {
  const group = blockAt(root, path)
  return group && isGroup(group) ? withBlock(root, path, { ...group, of: [...group.of, block] }) : root
}

/** With the block at that place standing `by` places later among its neighbours. */
export function withMoved(root: Block, path: Path, by: number): Block {
  const group = blockAt(root, path.slice(0, -1))
  const from = path.at(-1)
  if (from === undefined || !group || !isGroup(group)) return root
  const of = [...group.of]
  const [moved] = of.splice(from, 1)
  if (!moved || from + by < 0 || from + by > of.length) return root
  of.splice(from + by, 0, moved)
  return withBlock(root, path.slice(0, -1), { ...group, of })
}

export function blockAt(root: Block, [place, ...rest]: Path): Block | undefined {
  if (place === undefined) return root
  const inner = isGroup(root) ? root.of[place] : undefined
  return inner && blockAt(inner, rest)
}
