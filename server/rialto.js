#!/usr/bin/env node
// Plain JavaScript, since the machine's own Node may be an old one: it runs the command with the Node that came with the dependencies.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const own = Number(process.versions.node.split('.')[0])
const lives = ['start', 'web', 'worker'].includes(process.argv[2])
// On a large machine V8 lets its young generation grow to 128 MB and keeps it; in 8 MB a desk is as quick and 90 MB smaller.
const frugal = '--max-semi-space-size=8'

if (own >= 24) {
  if (lives) becomeFrugal()
  await runHere()
} else runWithOurs()

/** The same process begins again with the flag that V8 takes only at its start. */
function becomeFrugal() {
  const chosen = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some((one) => one.includes('semi-space'))
  if (chosen || process.channel || !process.execve) return
  const args = [process.execPath, ...process.execArgv, frugal, ...process.argv.slice(1)]
  process.execve(process.execPath, args, process.env)
}

async function runHere() {
  const dataDir = process.env.RIALTO_DATA_DIR || 'data'
  if (lives || existsSync(dataDir)) module.enableCompileCache(join(dataDir, 'cache', 'compiled'))
  const { runCommand } = await import('./cli.ts')
  await runCommand(process.argv.slice(2))
}

function runWithOurs() {
  const node = findNode()
  if (!node) {
    console.error(`Rialto needs Node 24; this is ${process.version}, and none came with the dependencies.`)
    console.error('Run npm ci without --omit=optional, or install Node 24.')
    process.exit(1)
  }
  // Over the channel the command learns when we are killed, and stops cleanly instead of going on unseen.
  const flags = lives ? [frugal] : []
  const child = spawn(node, [...flags, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`Node 24 (${node}) could not be run: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(signal ? 128 + 9 : (code ?? 1)))
}

function findNode() {
  const system = `${process.platform}-${process.arch}`
  const packages = [`node-${system}`, `node-bin-${system}`]
  const found = packages.map((name) => join(here, '..', 'node_modules', name, 'bin', 'node'))
  return found.find((path) => existsSync(path))
}
