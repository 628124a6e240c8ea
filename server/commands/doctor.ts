import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { systemClock } from '../../kernel/clock.ts'
import { type Config, readConfig } from '../../kernel/config.ts'
import { connect } from '../../kernel/db/connect.ts'
import { findMigrations } from '../../kernel/db/migrate.ts'
import type { Db } from '../../kernel/db/tables.ts'
import { createLog } from '../../kernel/log.ts'
import { checkMailServer } from '../../kernel/mail.ts'
import { findFfmpeg } from '../../kernel/media/ffmpeg.ts'
import type {} from '../../kernel/tables.ts'
import { addressProblem } from '../../modules/content/index.ts'
import { wordsIn } from '../../modules/team/index.ts'
import { openData } from '../open-data.ts'
import { accountFindings } from './doctor-accounts.ts'

export type Finding = { what: string; is: 'well' | 'worth a look' | 'ill'; says: string }

/** Looks at everything the desk stands on, asks each account's network, and ends with 1 when something is ill. */
export async function doctor(): Promise<void> {
  const config = readConfig(process.env)
  tell({ what: 'Configuration', is: 'well', says: `data in ${config.dataDir}, reached at ${config.publicUrl}` })
  const findings = [
    await disk(config),
    await mailServer(config),
    await video(config),
    publicFiles(config),
    ...(await database(config)),
  ]
  for (const finding of findings) tell(finding)
  if (findings.some((one) => one.is === 'ill')) process.exitCode = 1
}

const marks = { well: '✔', 'worth a look': '–', ill: '✖' }

const tell = ({ what, is, says }: Finding) => console.log(`${marks[is]} ${what.padEnd(14)} ${says}`)

const littleSpace = 1e9

async function disk(config: Config): Promise<Finding> {
  const what = 'Disk'
  if (!existsSync(config.dataDir)) return { what, is: 'worth a look', says: `${config.dataDir} is not there yet` }
  const { bavail, bsize } = await statfs(config.dataDir)
  const says = `${((Number(bavail) * Number(bsize)) / 1e9).toFixed(1)} GB free`
  return Number(bavail) * Number(bsize) > littleSpace
    ? { what, is: 'well', says }
    : { what, is: 'ill', says: `only ${says}: make room, or uploads and the database will stop` }
}

async function mailServer(config: Config): Promise<Finding> {
  const what = 'Mail'
  if (!config.smtpUrl) return { what, is: 'worth a look', says: 'no RIALTO_SMTP_URL, so nobody gets mail' }
  try {
    await checkMailServer(config.smtpUrl)
    return { what, is: 'well', says: `${new URL(config.smtpUrl).host} takes our mail` }
  } catch (error) {
    return { what, is: 'ill', says: `RIALTO_SMTP_URL: ${textOf(error)}` }
  }
}

async function video(config: Config): Promise<Finding> {
  const what = 'Video'
  const found = await findFfmpeg(config.ffmpeg)
  if (found) return { what, is: 'well', says: `ffmpeg ${found.version} makes videos fit` }
  if (config.ffmpeg) return { what, is: 'ill', says: `RIALTO_FFMPEG: ${config.ffmpeg} is no ffmpeg that runs here` }
  return { what, is: 'worth a look', says: 'no ffmpeg, so videos go as they are or not at all: install ffmpeg' }
}

function publicFiles({ publicUrl }: Config): Finding {
  const what = 'Public files'
  const problem = addressProblem(publicUrl)
  if (!problem)
    return { what, is: 'well', says: `networks may fetch files from ${publicUrl}; Settings says whether they reach it` }
  return { what, is: 'worth a look', says: wordsIn('en').say(problem.code, problem.values) }
}

async function database(config: Config): Promise<Finding[]> {
  const log = createLog('silent')
  try {
    const data = await openData(config, log)
    const { db, close } = connect({ url: data.url, log, connections: 2 })
    try {
      const state = await migrations(db)
      const first: Finding = { what: 'Database', is: 'well', says: data.told }
      return state.is === 'ill'
        ? [first, state]
        : [first, state, await clock(db), ...(await accountFindings(config, data)), await leftovers(db)]
    } finally {
      await close()
      await data.close()
    }
  } catch (error) {
    return [{ what: 'Database', is: 'ill', says: textOf(error) }]
  }
}

async function migrations(db: Db): Promise<Finding> {
  const known = await findMigrations()
  const { rows } = await sql<{ name: string; checksum: string }>`select name, checksum from migrations`.execute(db)
  const strange = rows.find((row) => !known.some((one) => one.name === row.name && one.checksum === row.checksum))
  const what = 'Migrations'
  if (strange)
    return { what, is: 'ill', says: `${strange.name} is not as this version knows it: was another version used?` }
  const missing = known.length - rows.length
  return missing
    ? { what, is: 'ill', says: `${missing} not applied: run rialto migrate` }
    : { what, is: 'well', says: `all ${rows.length} applied` }
}

const tolerableMs = 2_000

async function clock(db: Db): Promise<Finding> {
  const before = systemClock.now().getTime()
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const middle = (before + systemClock.now().getTime()) / 2
  const apart = Math.abs((rows[0]?.now.getTime() ?? 0) - middle)
  const says = `${(apart / 1_000).toFixed(1)} s from the database's`
  return apart < tolerableMs
    ? { what: 'Clock', is: 'well', says }
    : { what: 'Clock', is: 'ill', says: `${says}: posts would be early or late; turn on time synchronisation (NTP)` }
}

async function leftovers(db: Db): Promise<Finding> {
  const jobs = await db.selectFrom('job').select('name').where('failedAt', 'is not', null).execute()
  const parked = await db.selectFrom('eventParked').select('listener').execute()
  const names = [...new Set([...jobs.map((one) => one.name), ...parked.map((one) => one.listener)])]
  const what = 'Background'
  if (!names.length) return { what, is: 'well', says: 'no work was given up' }
  return { what, is: 'ill', says: `work was given up, and the log has the reasons: ${names.join(', ')}` }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message || String(error) : String(error))
