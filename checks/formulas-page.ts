/** `node checks/formulas-page.ts` writes docs/formulas.md from the published table of formulas. */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formulaGroups, formulas, inputsOf, mathOf, ways } from '../modules/analytics/index.ts'

export const pagePath = join(import.meta.dirname, '../docs/formulas.md')

const catalogue: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../modules/analytics/messages/en.json'), 'utf8'),
)

/** The page as it should stand, from the table as it is. */
export function formulasPage(): string {
  return [
    '# Formulas',
    '',
    'How every number is counted. This page is made from the code (`node checks/formulas-page.ts`): the text of a formula is written',
    'from the same table that counts by it. What a network does not tell is no zero: posts that lack an input are left out, and their',
    'number is told. Where there is nothing to divide by, there is no number.',
    '',
    ...formulaGroups.flatMap(groupLines),
    '## Many posts, one number',
    '',
    ...ways.map((way) => `- **${words(`way.${way}.name`)}**: ${words(`way.${way}.words`)}`),
    '',
    '## Inputs',
    '',
    ...[...new Set(formulas.flatMap((one) => inputsOf(one)))].map((one) => `- \`${one}\`: ${words(`input.${one}`)}`),
    '',
  ].join('\n')
}

function groupLines(group: string): string[] {
  const rows = formulas.filter((one) => one.group === group)
  return [
    `## ${words(`group.${group}`)}`,
    '',
    '| name | formula | in words | unit |',
    '| --- | --- | --- | --- |',
    ...rows.map((one) => {
      const source = 'source' in one ? ` (${one.source})` : ''
      const said = `${words(`formula.${one.id}.words`)}${source}`
      return `| ${words(`formula.${one.id}.name`)} | \`${mathOf(one)}\` | ${said} | ${words(`unit.${one.unit}`)} |`
    }),
    '',
  ]
}

function words(key: string): string {
  const found = catalogue[`analytics.${key}`]
  if (!found) throw new Error(`analytics.${key} has no words`)
  return found
}

if (process.argv[1] === import.meta.filename) await writeFile(pagePath, formulasPage())
