#!/usr/bin/env node
// Plain JavaScript, since the machine's own Node may be an old one: it runs the command with the Node that came with the dependencies.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const own = Number(process.versions.node.split('.')[0])

if (own >= 24) await runHere()
else runWithOurs()

async function runHere() {
  const dataDir = process.env.RIALTO_DATA_DIR || 'data'
  const starts = ['start', 'web', 'worker'].includes(process.argv[2])
  if (starts || existsSync(dataDir)) module.enableCompileCache(join(dataDir, 'cache', 'compiled'))
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
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
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
