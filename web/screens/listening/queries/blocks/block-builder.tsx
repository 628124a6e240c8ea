import { useMemo, useRef, useState } from 'react'
import {
  type Block,
  type BlockProblem,
  blocksOf,
  commentsIn,
  parseQuery,
  printBlocks,
  queryOf,
} from '../../../../../modules/listening/compose.ts'
import { useWords } from '../../../../i18n/words.tsx'
import { Banner } from '../../../../ui/feedback.tsx'
import { grouped } from './block-tree.ts'
import { BuildingContext } from './building.ts'
import { GroupBlock } from './group-block.tsx'

type BlockBuilderProps = { text: string; isReadOnly: boolean; onChange: (text: string) => void }

/** A query as blocks to fill in; what is built is written as text at once, and what is written is built. */
export function BlockBuilder({ text, isReadOnly, onChange }: BlockBuilderProps) {
  const say = useWords()
  const [built, setBuilt] = useState(() => ({ text, root: rootOf(text) }))
  const fresh = useRef<string | null>(null)
  if (built.text !== text) setBuilt({ text, root: rootOf(text) })
  const { root } = built
  const problems = useMemo(() => problemsOf(root), [root])
  if (!root) return <Banner tone="warn" title={say('queries.blocks.unreadable')} />
  const put = (next: Block) => {
    const printed = printBlocks(next)
    setBuilt({ text: printed, root: next })
    onChange(printed)
  }
  const whole = problems.find((one) => one.path.length === 0)
  return (
    <BuildingContext value={{ root, put, problems, isReadOnly, fresh }}>
      <GroupBlock path={[]} />
      {whole && whole.code !== 'listening.query.empty' && (
        <Banner tone="bad" live title={say(whole.code, whole.values)} />
      )}
    </BuildingContext>
  )
}

function rootOf(text: string): Block | undefined {
  if (text.trim() === '') return { kind: 'all', of: [] }
  const parsed = parseQuery(text)
  return parsed.ok ? grouped(blocksOf(parsed.query, commentsIn(text))) : undefined
}

function problemsOf(root: Block | undefined): readonly BlockProblem[] {
  const read = root && queryOf(root)
  return read && !read.ok ? read.problems : []
}
