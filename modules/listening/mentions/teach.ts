import type { Tx } from '../../../kernel/db/tables.ts'
import { type Adapter, type Correction, learn, untaught } from '../feeling/adapter.ts'
import type { Change } from './change-of.ts'
import { marksIn } from './excerpt.ts'
import type { MentionRow } from './kept-mention.ts'
import { reasonsOf } from './present.ts'
import type { Taught } from './tables.ts'

/** So many texts of one stroke teach: more of the same teach nothing new. */
const mostTexts = 40

/** What a person said of these texts holds for the workspace from now on. Returns what it changed, as it was; null for nothing. */
export async function teach(
  tx: Tx,
  workspaceId: string,
  rows: MentionRow[],
  change: Change,
  now: Date,
): Promise<Taught | null> {
  const said = lessonIn(change)
  const texts = rows.filter((row) => textOf(row) !== '').slice(0, mostTexts)
  if (!said || texts.length === 0) return null
  const before = await heldLesson(tx, workspaceId, now)
  let after = before
  for (const row of texts) after = learn(after, textOf(row), correctionOf(row, said))
  await keepLesson(tx, workspaceId, after, now)
  return differing(before, after)
}

/** Takes a lesson back, as far as nothing was taught over it since. */
export async function unteach(tx: Tx, workspaceId: string, taught: Taught, now: Date): Promise<void> {
  const lesson = await heldLesson(tx, workspaceId, now)
  const weights = { ...lesson.weights }
  for (const [key, row] of Object.entries(taught)) {
    if (row) weights[key] = row
    else delete weights[key]
  }
  await keepLesson(tx, workspaceId, { corrections: Math.max(0, lesson.corrections - 1), weights }, now)
}

const textOf = ({ text, title }: MentionRow) => text || (title ?? '')

type Lesson = Pick<Correction, 'sentiment' | 'intent'>

/** That something is spam tells its intent; that it is not tells nothing of it. */
function lessonIn({ sentiment, intent, spam }: Change): Lesson | undefined {
  const lesson: Lesson = {
    ...(sentiment && sentiment !== 'unsure' && { sentiment }),
    ...(intent ? { intent } : spam && { intent: 'spam' as const }),
  }
  return Object.keys(lesson).length > 0 ? lesson : undefined
}

function correctionOf(row: MentionRow, said: Lesson): Correction {
  const [first] = row.text === '' ? [] : marksIn('text', reasonsOf(row))
  return { language: row.language ?? 'und', ...said, ...(first && { around: [first.from, first.to] }) }
}

async function heldLesson(tx: Tx, workspaceId: string, now: Date): Promise<Adapter> {
  const fresh = { workspaceId, adapter: JSON.stringify(untaught), changedAt: now }
  await tx
    .insertInto('feelingLesson')
    .values(fresh)
    .onConflict((known) => known.column('workspaceId').doNothing())
    .execute()
  const { adapter } = await tx
    .selectFrom('feelingLesson')
    .select('adapter')
    .where('workspaceId', '=', workspaceId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return adapter
}

const keepLesson = (tx: Tx, workspaceId: string, adapter: Adapter, now: Date) =>
  tx
    .updateTable('feelingLesson')
    .set({ adapter: JSON.stringify(adapter), changedAt: now })
    .where('workspaceId', '=', workspaceId)
    .execute()

function differing(before: Adapter, after: Adapter): Taught {
  const keys = new Set([...Object.keys(before.weights), ...Object.keys(after.weights)])
  const changed = [...keys].filter((key) => before.weights[key]?.join() !== after.weights[key]?.join())
  return Object.fromEntries(changed.map((key) => [key, before.weights[key] ?? null]))
}
