/** `node checks/networks-page.ts` writes docs/networks.md from what the network folders declare. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Network, Step } from '../networks/contract.ts'
import { loadNetworks } from '../networks/registry.ts'

export const pagePath = join(import.meta.dirname, '../docs/networks.md')

type Row = [label: string, tell: (network: Network) => string | boolean | undefined]

const rows: Row[] = [
  ['how far verified', (one) => one.authority],
  ['connect', (one) => one.connect.map((way) => (way.kind === 'oauth' ? 'OAuth' : 'key or password')).join(', ')],
  ['tokens renewed by themselves', (one) => one.refresh !== undefined],
  ['files', (one) => kindsOf(one)],
  ['thread', (one) => one.composing.can.thread],
  ['poll', (one) => one.composing.can.poll],
  ['link card written by us', (one) => one.composing.can.card],
  ['alternative text', (one) => one.composing.can.alt],
  ['focus point', (one) => one.composing.can.focus],
  ['first comment', (one) => one.composing.can.firstComment],
  ['own settings', (one) => one.composing.options.map((option) => `\`${option.key}\``).join(' ')],
  ['second call made safe by', (one) => waysOf(one)],
  ['read back', (one) => one.readBack !== undefined],
  ['edit what is published', (one) => (one.edit ? one.edit.may.join(', ') : undefined)],
  [
    'remove',
    (one) => one.remove !== undefined && (one.removableForMs ? `for ${one.removableForMs / 3_600_000} hours` : true),
  ],
  ['inbox', (one) => one.inbox?.kinds.join(', ')],
  ['comments under a post', (one) => one.inbox?.comments !== undefined],
  ['reply', (one) => one.inbox?.reply !== undefined],
  ['moderate', (one) => one.moderate && Object.keys(one.moderate).join(', ')],
  ['numbers of posts', (one) => one.metrics?.posts !== undefined],
  ['numbers of the account', (one) => one.metrics?.account !== undefined],
  ['search', (one) => one.search !== undefined && searchesOf(one)],
  ['stream', (one) => one.stream && ['said', ...(one.stream.alsoTells ?? [])].join(', ')],
  ['listened to without an account', (one) => one.stream?.openServers !== undefined],
  ['webhooks', (one) => one.webhooks !== undefined],
]

/** The page as it should stand, from the network folders as they are. */
export async function networksPage(): Promise<string> {
  const { all } = await loadNetworks()
  const head = ['', ...all.map((one) => `[${one.composing.name}](../networks/${one.composing.id}/README.md)`)]
  const table = [
    head,
    head.map(() => '---'),
    ...rows.map(([label, tell]) => [label, ...all.map((one) => cell(tell(one)))]),
  ]
  return [
    '# Networks',
    '',
    'What each network lets a brand do through Rialto. This page is made from the code (`node checks/networks-page.ts`); an ability stands',
    'here only when the conformance suite has shown it. *Verified against the real server* means the same suite ran there;',
    '*schema-verified* means that requests and answers were checked against a published description;',
    '*documentation-verified* means that only prose exists. Limits and their sources stand on the page of each network.',
    '',
    ...table.map((line) => `| ${line.join(' | ')} |`),
    '',
  ].join('\n')
}

function searchesOf({ searches, searchesBy }: Network): string | true {
  const by = searchesBy === 'tags' ? ['by tags'] : []
  if (!searches) return by[0] ?? true
  const { pages, everyMs, of, per } = searches
  return [...by, `${pages} ${of ?? 'pages'} in ${everyMs / 86_400_000} days for each ${per}`].join('; ')
}

const cell = (told: string | boolean | undefined) => (told === true ? 'yes' : told || '–')

function kindsOf({ composing }: Network): string {
  const { perPart, pulled, ...media } = composing.limits({}).media
  const taken = fileKinds.filter((kind) => media[kind])
  if (taken.length === 0) return 'none'
  const fetched = taken.filter((kind) => pulled === true || pulled?.includes(kind))
  return `${taken.join(', ')}; up to ${perPart}${fetched.length > 0 ? `; the network fetches ${fetched.join(', ')} itself` : ''}`
}

const fileKinds = ['image', 'gif', 'video', 'audio', 'document'] as const

const wayNames = {
  harmless: 'an invisible step',
  'same-key': 'a key the network knows',
  'look-first': 'looking first',
  never: 'nothing: a person is asked',
}

/** How the visible step of a plain post is made safe. */
function waysOf(network: Network): string {
  const content = { parts: [{ text: 'x', media: [] }], options: {} }
  const account = {
    id: 'a',
    server: 'https://example.org',
    remoteId: '1',
    handle: 'a',
    secrets: {},
    app: {},
    facts: {},
  }
  const steps = network.publish?.steps(content, account).filter((step) => step.role === 'post') ?? []
  return [...new Set(steps.map(wayOf))].join('; ')
}

const wayOf = (step: Step) =>
  `${wayNames[step.again.way]}${looksLater(step) ? ', then looking' : ''}${neverSure(step) ? ' (absence is never sure there)' : ''}`

/** Where looking is not the way itself but follows another. */
const looksLater = ({ again, find }: Step) =>
  (again.way === 'harmless' || again.way === 'same-key') && find !== undefined

const neverSure = ({ again }: Step) => again.way === 'look-first' && again.absence === 'never-sure'

if (process.argv[1] === import.meta.filename) await writeFile(pagePath, await networksPage())
