/** What of queries also runs in the browser: reading and writing them, and showing them as blocks. */
export type { Block, Chip, Group, NearBlock, WordChip } from './builder/block.ts'
export { blocksOf } from './builder/blocks-of.ts'
export { commentsIn } from './builder/comments-in.ts'
export { printBlocks } from './builder/print-blocks.ts'
export { type BlockProblem, queryOf } from './builder/query-of.ts'
export { type Ink, inksOf } from './matcher/inks-of.ts'
export { type Parsed, parseQuery } from './matcher/parse-query.ts'
export { applyMend, type Mend, type Problem } from './matcher/problem.ts'
export {
  type ChoiceField,
  type Comparison,
  choiceFields,
  closedValues,
  type Distance,
  limits,
  type MeasureField,
  measureFields,
} from './matcher/query.ts'
