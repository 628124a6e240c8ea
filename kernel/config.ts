import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Log } from './log.ts'
import {
  count,
  type Given,
  type Kinds,
  keyRings,
  masterKey,
  masterKeys,
  oneOf,
  origin,
  origins,
  port,
  roles,
  seconds,
  switched,
  text,
  urlOf,
} from './setting.ts'

export type Role = 'web' | 'worker'

/** Everything an operator may set, read once at the start. */
export type Config = {
  host: string
  port: number
  /** How people reach the desk, without a slash at the end: links in mails and OAuth returns are made of it. */
  publicUrl: string
  /** Absolute. Database, files and the master key live below it. */
  dataDir: string
  /** Absent: the embedded PostgreSQL below `dataDir`. */
  databaseUrl: string | undefined
  /** How long the database may work on one statement of a web request; 0 for as long as it likes. */
  statementTimeoutSeconds: number
  /** 32 bytes. Absent: `dataDir/master.key`, made at the first start. */
  masterKey: Buffer | undefined
  /** Retired keys by which older secrets can still be opened. */
  retiredMasterKeys: Buffer[]
  smtpUrl: string | undefined
  mailFrom: string
  logLevel: Log['level']
  /** Is the practice network offered? */
  practice: boolean
  roles: Role[]
  /** Believe `X-Forwarded-*` of a proxy in front. */
  trustProxy: boolean
  /** Origins on private addresses that networks may be reached at. */
  allowPrivateAddresses: string[]
  /** Keys of the desk's apps at networks: by network, then by field. They win over those given in the desk. */
  networkApps: Record<string, Record<string, string>>
  /** How long, and on how much room, all that streams told is remembered for new queries. */
  listeningDays: number
  listeningGigabytes: number
  /** Path of the ffmpeg to use. Absent: the first on the PATH. */
  ffmpeg: string | undefined
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

/** By environment (`RIALTO_` before the name) and by file (the name in camelCase); the environment wins. */
const settings: Kinds<Config> = {
  host: { read: text, otherwise: '127.0.0.1', help: 'Address to listen on; 0.0.0.0 for all of this machine.' },
  port: { read: port, otherwise: '4400', help: 'Port to listen on; 0 takes any free one.' },
  publicUrl: {
    read: origin,
    otherwise: '',
    help: 'How people reach the desk, such as https://desk.example.com. Default: http://HOST:PORT.',
  },
  dataDir: {
    read: (given) => resolve(given),
    otherwise: './data',
    help: 'Folder of the database, the files and the master key.',
  },
  databaseUrl: {
    read: urlOf('postgres:', 'postgresql:'),
    also: 'DATABASE_URL',
    help: 'A PostgreSQL 15 or later to use instead of the embedded one.',
  },
  statementTimeoutSeconds: {
    read: seconds,
    otherwise: '30',
    help: 'Seconds after which the database gives up one statement of a web request, 0 for never. Background work, migrations, backups and restores take the time they need.',
  },
  masterKey: {
    read: masterKey,
    help: '64 hexadecimal digits that seal all tokens. Default: made once in DATA_DIR/master.key.',
  },
  retiredMasterKeys: {
    read: masterKeys,
    otherwise: '',
    help: 'Earlier master keys, separated by commas, that still open older secrets.',
  },
  smtpUrl: {
    read: urlOf('smtp:', 'smtps:'),
    help: 'Mail server, such as smtp://user:password@mail.example.com:587. Without it no mail is sent.',
  },
  mailFrom: { read: text, otherwise: 'Rialto <rialto@localhost>', help: 'Sender of the mails.' },
  logLevel: { read: oneOf(levels), otherwise: 'info', help: `How much is logged: ${levels.join(', ')}.` },
  practice: { read: switched, otherwise: 'on', help: 'Offer the practice network: on or off.' },
  roles: { read: roles, otherwise: 'web,worker', help: 'What this process does: web, worker, or both.' },
  trustProxy: {
    read: switched,
    otherwise: 'off',
    help: 'Believe the X-Forwarded headers of a proxy in front: on or off.',
  },
  allowPrivateAddresses: {
    read: origins,
    otherwise: '',
    help: 'Origins of your own network that accounts may be on, separated by commas.',
  },
  listeningDays: {
    read: count,
    otherwise: '7',
    help: 'Days for which all that listening hears is remembered, so that new queries can be held against it; 0 for none.',
  },
  listeningGigabytes: {
    read: count,
    otherwise: '10',
    help: 'Gigabytes that may take; the oldest is forgotten first.',
  },
  ffmpeg: {
    read: text,
    help: 'Program that makes videos and sound fit, such as /usr/bin/ffmpeg. Default: ffmpeg on the PATH; without it they go as they are.',
  },
  networkApps: {
    read: keyRings,
    otherwise: '{}',
    help: 'Keys of your apps at networks, as JSON: {"NETWORK":{"FIELD":"VALUE"}}. They can also be given in the desk.',
  },
}

/** What is wrong with the configuration, all of it, each line naming its variable and saying what to do. */
export class BadConfig extends Error {
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'BadConfig'
  }
}

/** Throws `BadConfig`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = gather(env)
  const problems = [...unknownOf(env, given)]
  const values: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(settings)) {
    const found = given.get(name)
    const raw = found?.value ?? setting.otherwise
    try {
      values[name] = raw === undefined ? undefined : setting.read(raw)
    } catch (error) {
      problems.push(
        `${found?.from ?? variableOf(name)} ${error instanceof Error ? error.message : error}. ${setting.help}`,
      )
    }
  }
  if (problems.length) throw new BadConfig(problems)
  const config = values as Config
  return { ...config, publicUrl: config.publicUrl || localUrl(config) }
}

/** What means this machine, or all of its addresses, is opened by its own name. */
function localUrl({ host, port }: Config): string {
  const isHere = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)
  const name = isHere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** One line for each variable: its name, what it does, its default. */
export function describeConfig(): { variable: string; help: string; otherwise: string }[] {
  return Object.entries(settings).map(([name, setting]) => ({
    variable: setting.also ?? variableOf(name),
    help: setting.help,
    otherwise: setting.otherwise ?? '',
  }))
}

const variableOf = (name: string) => `RIALTO_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`

function gather(env: NodeJS.ProcessEnv): Given {
  const given: Given = new Map()
  const dataDir = env.RIALTO_DATA_DIR ?? './data'
  const file = env.RIALTO_CONFIG ?? join(dataDir, 'rialto.config.json')
  for (const [name, value] of Object.entries(readFile(file, env.RIALTO_CONFIG !== undefined)))
    given.set(name, { value: written(value), from: `"${name}" in ${file}` })
  for (const [name, setting] of Object.entries(settings))
    for (const variable of [setting.also, variableOf(name)])
      if (variable && env[variable]) given.set(name, { value: env[variable], from: variable })
  return given
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'object' && value ? JSON.stringify(value) : String(value)
}

function readFile(file: string, wanted: boolean): Record<string, unknown> {
  if (!existsSync(file)) {
    if (wanted)
      throw new BadConfig([`RIALTO_CONFIG names ${file}, which is not there. Make it, or unset RIALTO_CONFIG`])
    return {}
  }
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof read === 'object' && read && !Array.isArray(read)) return { ...read }
  } catch (error) {
    throw new BadConfig([`${file} cannot be read: ${error instanceof Error ? error.message : error}`])
  }
  throw new BadConfig([`${file} should hold one JSON object, such as { "port": 4400 }`])
}

const ownVariables = ['RIALTO_CONFIG', 'RIALTO_SPECS', 'RIALTO_API_KEY', 'RIALTO_URL']

/** A misspelt setting is told, not passed over. */
function unknownOf(env: NodeJS.ProcessEnv, given: Given): string[] {
  const known = new Set([...Object.keys(settings).map(variableOf), ...ownVariables])
  const variables = Object.keys(env).filter((name) => name.startsWith('RIALTO_') && !known.has(name))
  const keys = [...given].filter(([name]) => !(name in settings)).map(([, one]) => one.from)
  return [...variables, ...keys].map((name) => `${name} is not a setting of Rialto. See: rialto help config`)
}
