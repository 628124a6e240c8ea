/** The one list of layers. A file may import its own room, and rooms standing before it; modules only through a front door. */
export const rooms = ['kernel', 'networks', 'modules', 'server'] as const

/** Each module may import only those before it, and only by their front doors. */
export const modules = [
  'team',
  'brand',
  'history',
  'checklist',
  'content',
  'publishing',
  'people',
  'inbox',
  'support',
  'rules',
  'reputation',
  'listening',
  'approval',
  'planning',
  'analytics',
] as const

/** What others may import of a module. */
export const frontDoors: { file: string; typesOnly?: true }[] = [
  { file: 'index.ts' },
  { file: 'api.ts' },
  { file: 'compose.ts' },
  { file: 'route.ts' },
  { file: 'tables.ts', typesOnly: true },
]

/** Files that also run in the browser, where neither Node nor the server exists. */
export const browserSafe = ['compose.ts', 'api.ts'] as const
