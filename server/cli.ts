import { BadConfig, describeConfig } from '../kernel/config.ts'

type Command = { usage: string; does: string; run: (args: string[]) => Promise<void> }

/** Each command is loaded only when asked for, so that none waits for what it does not need. */
const commands: Record<string, Command> = {
  start: {
    usage: 'start',
    does: 'Start the desk: database, web interface and workers in one process.',
    run: async () => (await import('./commands/start.ts')).start(['web', 'worker']),
  },
  web: {
    usage: 'web',
    does: 'Start only the web interface and the API.',
    run: async () => (await import('./commands/start.ts')).start(['web']),
  },
  worker: {
    usage: 'worker',
    does: 'Start only a worker, which publishes and does other background work.',
    run: async () => (await import('./commands/start.ts')).start(['worker']),
  },
  migrate: {
    usage: 'migrate',
    does: 'Bring the database to this version, and end.',
    run: async () => (await import('./commands/migrate.ts')).migrateDatabase(),
  },
  demo: {
    usage: 'demo',
    does: 'Fill a running desk with a brand on the practice network and a month of posts.',
    run: async () => (await import('./commands/demo.ts')).demo(),
  },
  plan: {
    usage: 'plan import FILE --brand BRAND [--as draft] [--pictures FOLDER] [--skip-bad] [--dry-run]',
    does: 'Import a content plan (CSV or XLSX) with its pictures into a brand of a running desk.',
    run: async (args) => (await import('./commands/plan.ts')).plan(args),
  },
  post: {
    usage: 'post TEXT --brand BRAND --account ACCOUNT [--at 2026-12-24T09:00]',
    does: 'Write a post in a running desk and schedule it; without --at it goes out now.',
    run: async (args) => (await import('./commands/post.ts')).post(args),
  },
  practice: {
    usage: 'practice SCENE [--account ACCOUNT]',
    does: 'Set off a crisis, a campaign or spam among the people of the practice network.',
    run: async (args) => (await import('./commands/practice.ts')).practice(args),
  },
  backup: {
    usage: 'backup FOLDER',
    does: 'Copy the database and the files, running or not, into a new folder.',
    run: async (args) => (await import('./commands/backup.ts')).backup(args),
  },
  restore: {
    usage: 'restore FOLDER',
    does: 'Make the data anew from a backup. Refuses when there is data already.',
    run: async (args) => (await import('./commands/restore.ts')).restore(args),
  },
  doctor: {
    usage: 'doctor',
    does: 'Check configuration, database, clock, disk, mail and accounts.',
    run: async () => (await import('./commands/doctor.ts')).doctor(),
  },
  password: {
    usage: 'password EMAIL',
    does: 'Set a new password for a member who lost theirs, and show it.',
    run: async (args) => (await import('./commands/password.ts')).password(args),
  },
  build: {
    usage: 'build',
    does: 'Build the web interface.',
    run: async () => (await import('./build-web.ts')).buildWeb(),
  },
  prepare: {
    usage: 'prepare',
    does: 'Build the web interface after an install, where what builds it was installed.',
    run: async () => (await import('./build-web.ts')).prepareWeb(),
  },
  help: {
    usage: 'help [config]',
    does: 'Show this, or every setting.',
    run: async ([about]) => console.log(about === 'config' ? configHelp() : help()),
  },
}

export async function runCommand(args: string[]): Promise<void> {
  const [name = 'help', ...rest] = args
  const command = commands[['--help', '-h'].includes(name) ? 'help' : name]
  try {
    if (!command) throw new Error(`"${name}" is not a command.\n\n${help()}`)
    await command.run(rest)
  } catch (error) {
    console.error(plainly(error))
    process.exitCode = 1
  } finally {
    // An older Node that started us waits at the other end, and would keep us waiting too.
    if (process.connected) process.disconnect()
  }
}

/** What to do stands in the message; the trace is for those who set out to look for it. */
function plainly(error: unknown): string {
  if (error instanceof BadConfig) return `The configuration is not right:\n${error.message}`
  if (!(error instanceof Error)) return String(error)
  return process.env.RIALTO_LOG_LEVEL === 'debug' ? (error.stack ?? error.message) : error.message
}

function help(): string {
  const width = Math.max(...Object.values(commands).map((one) => one.usage.length))
  const lines = Object.values(commands).map((one) => `  rialto ${one.usage.padEnd(width)}  ${one.does}`)
  return ['Rialto, the marketing desk. Commands:', ...lines].join('\n')
}

function configHelp(): string {
  const rows = describeConfig().map((one) => [
    `  ${one.variable}${one.otherwise ? ` (${one.otherwise})` : ''}`,
    `      ${one.help}`,
  ])
  const files =
    'By environment, or in DATA_DIR/rialto.config.json (or the file RIALTO_CONFIG names) with keys such as "publicUrl".'
  return ['Settings, with what holds without them in brackets.', files, ...rows.flat()].join('\n')
}
